import { jumpsFor } from "@/app/(portal)/jumps";
import { systemNow } from "@/lib/platform/clock";
import { search } from "@/lib/search/queries";
import { searchInput } from "@/lib/search/schema";
import { findActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { mayAskAgain } from "@/lib/web/rate-limit";

export const dynamic = "force-dynamic";

// Somebody who types without a pause asks about eight times a second.
const MOST_IN_TEN_SECONDS = 100;

/** GET /api/search?q=教育: what Ctrl K offers the signed-in person, as `{groups, jumps}`. */
export async function GET(request: Request) {
  const actor = await findActor();
  if (!actor) return refused(401, "登录已过期，请重新登录。");
  if (!mayAskAgain(actor.accountId, MOST_IN_TEN_SECONDS, systemNow().getTime())) {
    return refused(429, "查得太快了，请稍等几秒再试。");
  }
  const { searchParams } = new URL(request.url);
  const asked = searchInput.safeParse({
    q: searchParams.get("q") ?? "",
    kind: searchParams.get("kind") ?? undefined,
  });
  if (!asked.success) return refused(400, asked.error.issues[0]?.message ?? "");
  const [groups, jumps] = await Promise.all([
    search(actor, asked.data, today(), "QUICKLY"),
    jumpsFor(actor, asked.data.q),
  ]);
  return Response.json({ groups, jumps }, { headers: NOT_KEPT });
}

function refused(status: number, error: string): Response {
  return Response.json({ error }, { status, headers: NOT_KEPT });
}

const NOT_KEPT = { "cache-control": "no-store" };
