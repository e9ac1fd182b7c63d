import { getActorByCalendarToken } from "@/lib/accounts/queries";
import { noteFeedRead } from "@/lib/calendar-feeds/commands";
import { getCalendarText } from "@/lib/calendar-feeds/queries";
import { FILE_HEADER } from "@/lib/file-headers";
import { businessNow, systemNow } from "@/lib/platform/clock";
import { Refusal } from "@/lib/platform/refusal";
import { today } from "@/lib/web/as-of";
import { addressOf } from "@/lib/web/auth";
import { holds, tagOf } from "../../etag";

/** GET /api/calendar/<secret>.ics: the secret says whose due dates they are; calendar programs cannot sign in. */
export async function GET(
  request: Request,
  context: { params: Promise<{ file: string }> },
): Promise<Response> {
  const [, token] = /^([\w-]{43})\.ics$/.exec((await context.params).file) ?? [];
  const address = addressOf((name) => request.headers.get(name));
  const actor = token ? await getActorByCalendarToken(token, address, systemNow()) : null;
  if (!actor) return refusal();
  try {
    const body = await getCalendarText(actor, today());
    await noteFeedRead(actor, businessNow(), systemNow());
    const tag = tagOf(body);
    const headers = { etag: tag, [`${FILE_HEADER}cache-control`]: "private, no-cache" };
    if (holds(request, tag)) return new Response(null, { status: 304, headers });
    return new Response(body, {
      headers: { ...headers, "content-type": "text/calendar; charset=utf-8" },
    });
  } catch (error) {
    if (error instanceof Refusal) return refusal();
    throw error;
  }
}

function refusal(): Response {
  return new Response("没有这个日历订阅，或已停用；请登录门户，在消息页重新生成。", {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}
