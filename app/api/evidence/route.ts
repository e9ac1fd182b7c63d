import { uploadEvidence } from "@/lib/evidence/commands";
import { listEvidence } from "@/lib/evidence/queries";
import { listEvidenceInput, uploadEvidenceInput } from "@/lib/evidence/schema";
import { businessNow } from "@/lib/platform/clock";
import { notFound, Refusal } from "@/lib/platform/refusal";
import { findActor } from "@/lib/web/actor";
import { refused, signInFirst } from "./refused";

/** GET /api/evidence?assignmentId=&month=: what stands on the draft by now. */
export async function GET(request: Request) {
  const actor = await findActor();
  if (!actor) return signInFirst();
  const { searchParams } = new URL(request.url);
  const input = listEvidenceInput.safeParse(Object.fromEntries(searchParams));
  try {
    if (!input.success) throw notFound();
    return Response.json(await listEvidence(actor, input.data));
  } catch (error) {
    return refused(error);
  }
}

/** POST /api/evidence?assignmentId=&month=&name= with the file as the body, read as it comes in. */
export async function POST(request: Request) {
  const actor = await findActor();
  if (!actor) return signInFirst();
  const parameters = Object.fromEntries(new URL(request.url).searchParams);
  const input = uploadEvidenceInput.safeParse(parameters);
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
    return refused(error);
  }
}
