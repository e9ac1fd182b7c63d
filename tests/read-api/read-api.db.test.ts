import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { getBoard, listUnitSummaries } from "@/lib/dashboards/queries";
import { pointRows } from "@/lib/dashboards/rows";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Actor } from "@/lib/policy";
import { RESOURCES } from "@/lib/read-api/resources";
import { openApi, pagesOf } from "../support/api";
import { withDatabase } from "../support/database";
import { askAgain, issue, reply } from "../support/directives";
import { actorNamed, hire } from "../support/people";
import { reportMonths } from "../support/reported-plan";
import { approve } from "../support/reports";

withDatabase({ template: "plan" });

const DAY = "2024-09-20";
const PLAN = "/api/v1/plans/{year}";
const AT = "/api/v1/plans/2024";
let ask: Awaited<ReturnType<typeof openApi>>;
let allPages: ReturnType<typeof pagesOf>;
let leader: Actor;
let people: Awaited<ReturnType<typeof reportMonths>>;

beforeAll(async () => {
  people = await reportMonths();
  leader = await actorNamed("leader");
  const clerk = await hire("clerk", "STAFF", { unit: "济南市教育局" });
  const directive = await issue(leader, "2024-09-02");
  await askAgain(leader, await reply(clerk, directive, "2024-09-03"), "2024-09-06");
  ask = await openApi(people.admin);
  allPages = pagesOf(ask);
});

type JsonSchema = Exclude<Parameters<typeof z.fromJSONSchema>[0], boolean>;
describe("the OpenAPI document", () => {
  const EXAMPLES: Record<string, () => Promise<string>> = {
    "/api/v1/plans": async () => "/api/v1/plans",
    [PLAN]: async () => `${AT}?asOf=${DAY}`,
    [`${PLAN}/points`]: async () => `${AT}/points?asOf=${DAY}&limit=7`,
    [`${PLAN}/points/{number}`]: async () => `${AT}/points/3?asOf=${DAY}`,
    [`${PLAN}/units`]: async () => `${AT}/units?asOf=${DAY}&limit=200`,
    [`${PLAN}/units/{id}`]: async () => {
      const { units } = await listUnitSummaries(leader, DAY);
      return `${AT}/units/${units[0]?.unit.id}?asOf=${DAY}`;
    },
    [`${PLAN}/supervision-orders`]: async () => `${AT}/supervision-orders?asOf=${DAY}`,
    [`${PLAN}/directives`]: async () => `${AT}/directives?asOf=${DAY}`,
    [`${PLAN}/updates`]: async () => `${AT}/updates?asOf=${DAY}&limit=5`,
  };
  type Operation = {
    parameters: { name: string; in: string; required: boolean; schema: JsonSchema }[];
    responses: Record<string, { content: Record<string, { schema: JsonSchema }> }>;
  };
  type Document = {
    openapi: string;
    paths: Record<string, { get: Operation }>;
    components: { schemas: Record<string, JsonSchema>; securitySchemes: object };
  };
  const document = async () => (await (await ask("/api/v1/openapi.json")).json()) as Document;

  test("names every route under app/api/v1, and no other", async () => {
    const root = path.resolve("app/api/v1");
    const routes = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => path.basename(file) === "route.ts")
      // What answers everything else.
      .filter((file) => path.dirname(file) !== "[[...rest]]")
      .map((file) => `/api/v1/${path.dirname(file)}`.replace(/\[(\w+)\]/g, "{$1}"));
    expect(Object.keys((await document()).paths).sort()).toEqual(routes.sort());
    expect(RESOURCES.map((each) => each.path).sort()).toEqual(Object.keys(EXAMPLES).sort());
  });

  test.each(Object.keys(EXAMPLES))(
    "describes what %s answers: its body satisfies the written schema",
    async (template) => {
      const { openapi, paths, components } = await document();
      expect(openapi).toBe("3.1.0");
      const operation = paths[template]?.get;
      const address = (await EXAMPLES[template]?.()) ?? "";
      const answer = await ask(template, address);
      expect(answer.status).toBe(200);
      const body = await answer.json();
      const written = operation?.responses[200]?.content["application/json"]?.schema ?? {};
      expect(z.fromJSONSchema(written).parse(body)).toEqual(body);
      // The written schema is no weaker than it reads: one thing more, and it refuses.
      expect(z.fromJSONSchema(written).safeParse({ ...body, more: 1 }).success).toBe(false);
      const refused = await ask(template, address, { authorization: "Bearer nonsense" });
      expect(refused.status).toBe(401);
      const problem = z.fromJSONSchema(components.schemas.Problem ?? {});
      const sentence = await refused.json();
      expect(problem.parse(sentence)).toEqual(sentence);
    },
  );

  test("says of every path, its own too, that it may answer 304", async () => {
    const { paths } = await document();
    for (const [name, { get }] of Object.entries(paths)) {
      expect(Object.keys(get.responses), name).toEqual(
        expect.arrayContaining(["200", "304", "401"]),
      );
      expect(get.parameters.map(({ name: each }) => each)).toContain("If-None-Match");
    }
    const tag = (await ask("/api/v1/openapi.json")).headers.get("etag") ?? "";
    const again = await ask("/api/v1/openapi.json", undefined, { "if-none-match": tag });
    expect(again.status).toBe(304);
  });

  test("describes parameters and who may ask", async () => {
    const { paths, components } = await document();
    const parameters = paths[`${PLAN}/points`]?.get.parameters ?? [];
    expect(parameters.map(({ name, in: place, required }) => [name, place, required])).toEqual([
      ["year", "path", true],
      ["asOf", "query", false],
      ["light", "query", false],
      ["chapter", "query", false],
      ["unit", "query", false],
      ["limit", "query", false],
      ["cursor", "query", false],
      ["If-None-Match", "header", false],
    ]);
    expect(parameters.find(({ name }) => name === "limit")?.schema).toMatchObject({
      maximum: 200,
      default: 50,
    });
    expect(components.securitySchemes).toMatchObject({
      token: { type: "http", scheme: "bearer" },
      session: { in: "cookie", name: "next-auth.session-token" },
    });
    Object.assign(env(), { PUBLIC_URL: "https://duban.example.gov.cn" });
    expect((await document()).components.securitySchemes).toMatchObject({
      session: { name: "__Secure-next-auth.session-token" },
    });
    Object.assign(env(), { PUBLIC_URL: undefined });
  });
});

describe("lists", () => {
  test("of points are the page's rows, page by page, each once and in order", async () => {
    const pages = await allPages(`${PLAN}/points`, `${AT}/points?asOf=${DAY}&limit=7`);
    expect(pages.map(({ items }) => items.length)).toEqual([7, 7, 7, 7, 3]);
    const rows = pointRows(await getBoard(leader, DAY));
    const items = pages.flatMap((page) => page.items);
    expect(items.map(({ number, light }) => [number, light])).toEqual(
      rows.map(({ number, light }) => [number, light]),
    );
    const narrowed = await allPages(`${PLAN}/points`, `${AT}/points?asOf=${DAY}&chapter=2&limit=1`);
    expect(narrowed.flatMap((page) => page.items).map(({ number }) => number)).toEqual(
      rows.filter(({ chapter }) => chapter.number === 2).map(({ number }) => number),
    );
  });

  test("of units are the directory's, page by page", async () => {
    const pages = await allPages(`${PLAN}/units`, `${AT}/units?asOf=${DAY}&limit=10`);
    const { units } = await listUnitSummaries(leader, DAY);
    const ids = pages.flatMap((page) => page.items).map(({ id }) => id);
    expect(new Set(ids).size).toBe(units.length);
    const linyi = await allPages(
      `${PLAN}/units`,
      `${AT}/units?asOf=${DAY}&city=${encodeURIComponent("临沂")}`,
    );
    expect(new Set(linyi.flatMap((page) => page.items).map(({ city }) => city))).toEqual(
      new Set(["临沂"]),
    );
  });

  test("of updates hold approved ones alone; what is approved between two pages comes behind", async () => {
    const approved = await db().review.findMany({
      where: { decision: "APPROVED" },
      orderBy: [{ decidedOn: "asc" }, { id: "asc" }],
    });
    const pages = await allPages(`${PLAN}/updates`, `${AT}/updates?asOf=${DAY}&limit=4`, () =>
      approve(people.reviewer, people.waiting, "2024-09-20"),
    );
    const ids = pages.flatMap((page) => page.items).map(({ id }) => id);
    expect(ids).toEqual([...approved.map(({ updateId }) => updateId), people.waiting]);
  });

  test("of updates are narrowed by day, unit and point", async () => {
    const one = await db().review.findFirstOrThrow({
      where: { decision: "APPROVED" },
      include: { update: { include: { assignment: { include: { point: true } } } } },
    });
    const { unitId, point } = one.update.assignment;
    const read = async (query: string) =>
      (await allPages(`${PLAN}/updates`, `${AT}/updates?asOf=${DAY}&limit=200&${query}`)).flatMap(
        (page) => page.items,
      ) as { unit: { id: number }; point: { number: number }; approvedOn: string }[];
    const ofUnit = await read(`unit=${unitId}`);
    expect(ofUnit.length).toBeGreaterThan(0);
    expect(ofUnit.every(({ unit }) => unit.id === unitId)).toBe(true);
    expect(
      (await read(`point=${point.number}`)).every((item) => item.point.number === point.number),
    ).toBe(true);
    const recent = await read("since=2024-08-01");
    expect(recent.length).toBeGreaterThan(0);
    expect(recent.every(({ approvedOn }) => approvedOn >= "2024-08-01")).toBe(true);
    expect(recent.length).toBeLessThan((await read("")).length);
  });

  test("of an earlier day hold nothing of later ones, on every page", async () => {
    const pages = await allPages(`${PLAN}/updates`, `${AT}/updates?asOf=2024-07-31&limit=3`);
    expect(pages.length).toBeGreaterThan(1);
    expect(new Set(pages.map(({ asOf }) => asOf))).toEqual(new Set(["2024-07-31"]));
    const items = pages.flatMap((page) => page.items) as { approvedOn: string }[];
    expect(items.every(({ approvedOn }) => approvedOn <= "2024-07-31")).toBe(true);
  });
});
