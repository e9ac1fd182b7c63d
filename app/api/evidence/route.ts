import { uploadEvidence } from "@/lib/evidence/commands";
import { listEvidence } from "@/lib/evidence/queries";
import {
  listEvidenceInput,
  listReplyEvidenceInput,
  uploadEvidenceInput,
  uploadReplyEvidenceInput,
} from "@/lib/evidence/schema";
import { businessNow } from "@/lib/platform/clock";
import { notFound, Refusal } from "@/lib/platform/refusal";
import { findActor } from "@/lib/web/actor";
import { refused, signInFirst } from "./refused";

/** GET /api/evidence?assignmentId=&month= or ?directiveId=&unitId=: what stands there by now. */
export async function GET(request: Request) {
  const actor = await findActor();
  if (!actor) return signInFirst();
  const parameters = Object.fromEntries(new URL(request.url).searchParams);
  const ofReply = parameters.directiveId !== undefined;
  const input = (ofReply ? listReplyEvidenceInput : listEvidenceInput).safeParse(parameters);
  try {
    if (!input.success) throw notFound();
    return Response.json(await listEvidence(actor, input.data));
  } catch (error) {
    return refused(error, { actor, request });
  }
}

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
  const announced = length === null ? null : Number(length);
  const body = { stream: request.body, announced, signal: request.signal };
  try {
    return Response.json(await uploadEvidence(actor, input.data, body, businessNow()), {
      status: 201,
    });
  } catch (error) {
    return refused(error, { actor, request });
  }
}
