import { z } from "zod";
import { planDocument } from "@/lib/dashboards/plan-document";
import { getBoardOfYear } from "@/lib/dashboards/queries";
import { isIsoDate } from "@/lib/dates";
import { demonstrationDate } from "@/lib/platform/clock";
import { Refusal } from "@/lib/platform/refusal";
import { findApiActor } from "@/lib/web/api-actor";
import { today } from "@/lib/web/as-of";

const parameters = z.object({
  year: z.coerce.number().int().min(1949).max(2999),
  asOf: z.string().refine(isIsoDate).optional(),
});

/** GET /api/v1/plans/2024?asOf=2024-09-06: the plan as it stood at the end of that day. */
export async function GET(request: Request, context: RouteContext<"/api/v1/plans/[year]">) {
  const actor = await findApiActor(request);
  if (!actor) {
    return problem(401, "请先登录，或在 Authorization 头里提供接口令牌（Bearer）。");
  }
  const asked = parameters.safeParse({
    year: (await context.params).year,
    asOf: new URL(request.url).searchParams.get("asOf") ?? undefined,
  });
  if (!asked.success) return problem(400, "年度写作四位数字，asOf 写作 2024-09-06。");
  const now = today();
  const { asOf = now, year } = asked.data;
  try {
    const day = asOf > now && demonstrationDate() === null ? now : asOf;
    return Response.json(planDocument(await getBoardOfYear(actor, year, day)));
  } catch (error) {
    if (error instanceof Refusal) return problem(404, "没有找到这一年度的工作要点。");
    throw error;
  }
}

function problem(status: number, error: string): Response {
  const headers: HeadersInit = status === 401 ? { "www-authenticate": "Bearer" } : {};
  return Response.json({ error }, { status, headers });
}
