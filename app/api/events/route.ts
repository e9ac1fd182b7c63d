import { openMessageStream } from "@/lib/notifications/live";
import { findActor } from "@/lib/web/actor";

export const dynamic = "force-dynamic";

/** GET /api/events: the number of unread messages, again at every change, as server-sent events. */
export async function GET(request: Request) {
  const actor = await findActor();
  const sessionId = actor?.sessionId;
  // 204 tells the browser to give up; an error would make noise in a page whose session has ended.
  if (!actor || !sessionId) return new Response(null, { status: 204 });
  return new Response(openMessageStream({ ...actor, sessionId }, request.signal), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Compressing or buffering on the way would hold the events back.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
