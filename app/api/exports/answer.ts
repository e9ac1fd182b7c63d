import { contentDisposition } from "@/lib/evidence/rules";
import { paths } from "@/lib/paths";
import { Refusal } from "@/lib/platform/refusal";
import type { Actor } from "@/lib/policy";
import { findActor } from "@/lib/web/actor";
import { noteRefusal } from "@/lib/web/refusals";

export type FileAnswer = { name: string; type: string; pieces: Iterable<Uint8Array> };

/**
 * A file to keep, for whoever is signed in; others are led to it by way of signing in. Pieces are
 * made as the browser takes them, so that a long file never stands in memory as a whole.
 */
export async function answerWithFile(
  request: Request,
  make: (actor: Actor) => Promise<FileAnswer>,
): Promise<Response> {
  const actor = await findActor();
  if (!actor) {
    const { pathname, search } = new URL(request.url);
    return new Response(null, {
      status: 307,
      headers: { location: paths.signIn(pathname + search) },
    });
  }
  try {
    const { name, type, pieces } = await make(actor);
    const headers = {
      "content-type": type,
      "content-disposition": contentDisposition(name, "attachment"),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    };
    return new Response(request.method === "HEAD" ? null : streamOf(pieces), { headers });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await noteRefusal(actor, error, request);
    return sentence(error.code === "NOT_FOUND" ? 404 : 409, error.message);
  }
}

export function sentence(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

function streamOf(pieces: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      // A long ledger lets other requests have their turn.
      await new Promise(setImmediate);
      const { done, value } = iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      iterator.return?.();
    },
  });
}
