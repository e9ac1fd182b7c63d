import { uploadEvidence } from "@/lib/evidence/commands";
import { uploadEvidenceInput, uploadReplyEvidenceInput } from "@/lib/evidence/schema";
import { businessNow } from "@/lib/platform/clock";
import { Refusal } from "@/lib/platform/refusal";
import { findActor } from "@/lib/web/actor";
import { refused, signInFirst } from "./refused";

/**
 * POST /api/evidence?assignmentId=&month=&name= with the file as the body, read as it comes in; or
 * ?directiveId=&unitId=&name= for a reply to a directive.
 */
export async function POST(request: Request) {
  const actor = await findActor();
  if (!actor) return signInFirst();
  const parameters = Object.fromEntries(new URL(request.url).searchParams);
  const ofReply = parameters.directiveId !== undefined;
  const input = (ofReply ? uploadReplyEvidenceInput : uploadEvidenceInput).safeParse(parameters);
  if (!input.success) {
    const sentence = input.error.issues[0]?.message ?? "";
    return refused(new Refusal("INVALID", sentence, { name: sentence }));
  }
  const length = request.headers.get("content-length");
  const body = { stream: request.body, announced: length === null ? null : Number(length) };
  try {
    return Response.json(await uploadEvidence(actor, input.data, body, businessNow()), {
      status: 201,
    });
  } catch (error) {
    return refused(error);
  }
}
