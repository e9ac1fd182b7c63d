import type { z } from "zod";
import { FILE_HEADER } from "@/lib/file-headers";
import { businessNow, demonstrationDate, systemNow } from "@/lib/platform/clock";
import { Refusal } from "@/lib/platform/refusal";
import type { Actor } from "@/lib/policy";
import { noteApiRead } from "@/lib/read-api/commands";
import type { Resource } from "@/lib/read-api/resource";
import { PROBLEM_TYPE, problemOf } from "@/lib/read-api/rules";
import { findApiActor } from "@/lib/web/api-actor";
import { today } from "@/lib/web/as-of";
import { noteRefusal } from "@/lib/web/refusals";
import { holds, tagOf } from "../etag";

/** Next hands no params to a route without any in its path. */
type Context = { params?: Promise<Record<string, string | string[] | undefined>> };

/** The GET of a resource: who asks, what is asked, the answer with its ETag, or a problem with a sentence. */
export function serve<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  resource: Resource<P, Q, R>,
) {
  return (request: Request, context: Context): Promise<Response> =>
    answerApi(request, async (actor) => {
      const params = resource.params.safeParse((await context.params) ?? {});
      const search = new URL(request.url).searchParams;
      const twice = [...search.keys()].find((name) => search.getAll(name).length > 1);
      if (twice) throw new Refusal("INVALID", `参数 ${twice}：写了不止一次，请只留一个。`);
      const query = resource.query.safeParse(Object.fromEntries(search));
      if (!params.success) throw invalid(params.error);
      if (!query.success) throw invalid(query.error);
      const now = today();
      const asked = { params: params.data, query: notAhead(query.data, now) };
      const answer = await resource.read(actor, asked, now);
      await noteApiRead(actor, resource.path, params.data, businessNow(), systemNow());
      return answer;
    });
}

/** Whatever the read API answers, once the asker is known. */
export async function answerApi(
  request: Request,
  read: (actor: Actor) => Promise<unknown>,
): Promise<Response> {
  const actor = await findApiActor(request);
  if (!actor) return problem(401, "请先登录，或在 Authorization 头里提供接口令牌（Bearer）。");
  try {
    return withTag(request, JSON.stringify(await read(actor)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "INVALID") return problem(400, error.message);
    await noteRefusal(actor, error, request);
    return problem(404, "没有找到所问的内容，或无权读取；请核对年度和编号。");
  }
}

/** Readers may keep the answer for themselves, and ask each time whether it still holds. */
function withTag(request: Request, body: string): Response {
  const tag = tagOf(body);
  const headers = {
    etag: tag,
    vary: "authorization, cookie",
    [`${FILE_HEADER}cache-control`]: "private, no-cache",
  };
  if (holds(request, tag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, {
    headers: { ...headers, "content-type": "application/json; charset=utf-8" },
  });
}

function problem(status: 400 | 401 | 404, detail: string): Response {
  const headers: HeadersInit = {
    "content-type": PROBLEM_TYPE,
    ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
  };
  return new Response(problemOf(status, detail), { status, headers });
}

/** Which parameter is wrong, and how it is written. */
function invalid({ issues }: z.ZodError): Refusal {
  const [issue] = issues;
  const name = issue?.code === "unrecognized_keys" ? issue.keys.join("、") : issue?.path.join(".");
  const sentence =
    issue?.code === "unrecognized_keys"
      ? "不认识这个参数，请对照 /api/v1/openapi.json。"
      : /\p{Script=Han}/u.test(issue?.message ?? "")
        ? issue?.message
        : "写法不对，请对照 /api/v1/openapi.json。";
  return new Refusal("INVALID", `参数 ${name}：${sentence}`);
}

/** Days to come hold no records on a real installation and read as today; a demonstration has them. */
function notAhead<Q>(query: Q, now: string): Q {
  const { asOf } = query as { asOf?: string };
  if (asOf === undefined || asOf <= now || demonstrationDate() !== null) return query;
  return { ...query, asOf: now };
}
