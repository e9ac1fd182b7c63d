import { Readable } from "node:stream";
import { type OpenedEvidence, readEvidence, removeEvidence } from "@/lib/evidence/commands";
import { contentDisposition } from "@/lib/evidence/rules";
import { readEvidenceInput } from "@/lib/evidence/schema";
import { EVIDENCE_KINDS } from "@/lib/evidence-kinds";
import { FILE_HEADER } from "@/lib/file-headers";
import { paths } from "@/lib/paths";
import { businessNow } from "@/lib/platform/clock";
import { notFound, Refusal } from "@/lib/platform/refusal";
import { findActor } from "@/lib/web/actor";
import { findApiActor } from "@/lib/web/api-actor";
import { noteRefusal } from "@/lib/web/refusals";
import { refused, signInFirst } from "../refused";

type Context = RouteContext<"/api/evidence/[id]">;

/** GET /api/evidence/12: the file to keep; with ?preview=1 a PDF or picture to look at. */
export async function GET(request: Request, context: Context) {
  const { pathname, search, searchParams } = new URL(request.url);
  const actor = await findApiActor(request);
  if (!actor) {
    // A link followed after the session ended leads to the file by way of signing in.
    const location = paths.signIn(pathname + search);
    return new Response(null, { status: 307, headers: { location } });
  }
  const preview = searchParams.get("preview") === "1";
  const evidenceId = (await context.params).id;
  const input = readEvidenceInput.safeParse({ evidenceId, preview });
  try {
    if (!input.success) throw notFound();
    const file = await readEvidence(actor, input.data, businessNow());
    // Next sends no body then, and nobody would close the file.
    if (request.method === "HEAD") file.bytes.destroy();
    return answerWith(file, preview);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await noteRefusal(actor, error, request);
    const status = error.code === "NOT_FOUND" ? 404 : 503;
    return new Response(error.message, {
      status,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  }
}

/** DELETE /api/evidence/12: takes the file off its draft. */
export async function DELETE(request: Request, context: Context) {
  const actor = await findActor();
  if (!actor) return signInFirst();
  const { data } = readEvidenceInput.safeParse({
    evidenceId: (await context.params).id,
    preview: false,
  });
  try {
    if (!data) throw notFound();
    await removeEvidence(actor, data, businessNow());
    return new Response(null, { status: 204 });
  } catch (error) {
    return refused(error, { actor, request });
  }
}

function answerWith({ name, kind, size, bytes }: OpenedEvidence, preview: boolean): Response {
  const { type } = EVIDENCE_KINDS[kind];
  return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": type,
      "content-disposition": contentDisposition(name, preview ? "inline" : "attachment"),
      "x-content-type-options": "nosniff",
      [`${FILE_HEADER}content-length`]: String(size),
      [`${FILE_HEADER}cache-control`]: "private, no-store",
      [`${FILE_HEADER}content-security-policy`]: policyOf(type, preview),
    },
  });
}

/**
 * Nothing of a file runs or loads anything. Browsers style the page they show a picture on themselves.
 * A sandbox keeps Safari, and Chromium before 2020, from showing a PDF at all: it is read by a viewer
 * that lives apart from the portal, may be framed by the portal alone, and never is anything else.
 */
function policyOf(type: string, preview: boolean): string {
  if (preview && type === "application/pdf") {
    return "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
  }
  const style = type.startsWith("image/") ? "style-src 'unsafe-inline'; " : "";
  return `default-src 'none'; ${style}sandbox`;
}
