import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { plan as planResource } from "@/lib/read-api/plan";
import { points as pointsResource } from "@/lib/read-api/points";
import { updates as updatesResource } from "@/lib/read-api/updates";
import { openApi } from "../support/api";
import { withDatabase } from "../support/database";
import { actorNamed, hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const DAY = "2024-09-20";
const PLAN = "/api/v1/plans/{year}";
const AT = "/api/v1/plans/2024";
let ask: Awaited<ReturnType<typeof openApi>>;

beforeAll(async () => {
  await hire("auditor", "AUDITOR");
  ask = await openApi(await hire("admin", "ADMIN"));
});

describe("an answer asked for again", () => {
  test("is 304 without a body while nothing changed, and whole again afterwards", async () => {
    const address = `${AT}/points/1?asOf=2024-12-31`;
    const read = (tag?: string) =>
      ask(`${PLAN}/points/{number}`, address, tag ? { "if-none-match": tag } : {});
    const first = await read();
    const tag = first.headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get("x-file-cache-control")).toBe("private, no-cache");
    for (const asked of [tag, `"other", W/${tag}`, "*"]) {
      const again = await read(asked);
      expect(again.status).toBe(304);
      expect(again.headers.get("etag")).toBe(tag);
      expect(await again.text()).toBe("");
    }
    await db().$executeRaw`UPDATE work_points SET due_on = '2024-12-30' WHERE number = 1`;
    await db().$executeRaw`UPDATE plans SET revision = revision + 1`;
    const changed = await read(tag);
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(tag);
  });
});

describe("what is refused", () => {
  const refusal = async (template: string, address: string) => {
    const answer = await ask(template, address);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    const body = (await answer.json()) as { status: number; detail: string };
    expect(body.status).toBe(answer.status);
    expect(body.detail).toMatch(/\p{Script=Han}.*。$/u);
    return [answer.status, body.detail] as const;
  };

  test.each([
    [PLAN, "/api/v1/plans/2023"],
    [`${PLAN}/points`, "/api/v1/plans/2023/points"],
    [`${PLAN}/points/{number}`, `${AT}/points/99`],
    [`${PLAN}/units/{id}`, `${AT}/units/99999`],
    [`${PLAN}/updates`, "/api/v1/plans/2023/updates"],
    [`${PLAN}/directives`, "/api/v1/plans/2023/directives"],
  ])("nothing known at %s: 404", async (template, address) => {
    expect((await refusal(template, address))[0]).toBe(404);
  });

  test.each([
    [PLAN, `${AT}?asOf=soon`, "日期写作 2024-09-06。"],
    [`${PLAN}/points`, `${AT}/points?limit=201`, "limit 最多为 200。"],
    [`${PLAN}/points`, `${AT}/points?limit=0`, "limit 至少为 1。"],
    [`${PLAN}/points`, `${AT}/points?colour=red`, "参数 colour：不认识这个参数"],
    [`${PLAN}/points`, `${AT}/points?limit=2&limit=3`, "参数 limit：写了不止一次"],
    [PLAN, `${AT}?asOf=2024-09-01&asOf=2024-09-02`, "参数 asOf：写了不止一次"],
    [`${PLAN}/points`, `${AT}/points?light=PINK`, "参数 light："],
    [`${PLAN}/points`, `${AT}/points?cursor=nonsense`, "游标无效"],
    [`${PLAN}/points`, `${AT}/points?cursor=%C3%A9%26`, "游标无效"],
    [`${PLAN}/units`, `${AT}/units?cursor=${btoa("points:7")}`, "游标无效"],
    [`${PLAN}/updates`, `${AT}/updates?cursor=${btoa("updates:x:1")}`, "游标无效"],
    [`${PLAN}/directives`, `${AT}/directives?cursor=${btoa("updates:2024-09-02:1")}`, "游标无效"],
    [`${PLAN}/directives`, `${AT}/directives?level=LOUD`, "参数 level："],
    [`${PLAN}/points/{number}`, `${AT}/points/three`, "参数 number："],
    [PLAN, "/api/v1/plans/20x4", "年度写作四位数字。"],
  ])("bad input at %s (%s): 400 with a sentence", async (template, address, sentence) => {
    const [status, detail] = await refusal(template, address);
    expect(status).toBe(400);
    expect(detail).toContain(sentence);
  });

  test("the auditor may read none of it", async () => {
    const auditor = await actorNamed("auditor");
    for (const each of [planResource, pointsResource, updatesResource]) {
      const read = (each.read as (typeof pointsResource)["read"])(
        auditor,
        { params: { year: "2024" }, query: { limit: 50 } },
        DAY,
      );
      expect(await refusalOf(read)).toBe("NOT_FOUND");
    }
  });
});
