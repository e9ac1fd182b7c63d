import { beforeAll, describe, expect, test } from "vitest";
import { orders as ordersResource } from "@/lib/read-api/orders";
import { openApi, pagesOf } from "../support/api";
import { withDatabase } from "../support/database";
import { hireThem, JINAN, LINYI, who } from "../support/directive-people";
import { accept, issue, reply } from "../support/directives";
import { order } from "../support/orders";
import { actorNamed, unitNamed } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

hireThem();

const PLAN = "/api/v1/plans/{year}";
const given: number[] = [];
let allPages: ReturnType<typeof pagesOf>;

beforeAll(async () => {
  given.push(await order("leader", "2024-09-02"));
  given.push(await order("leader", "2024-09-03", { city: "临沂市", units: [LINYI], grade: "RED" }));
  given.push(await order("leader", "2024-09-04", { seen: 1, grade: "YELLOW" }));
  await issue(who.leader, "2024-09-05");
  await accept(who.reviewer, await reply(who.staff, given[0] ?? 0, "2024-09-05"), "2024-09-06");
  allPages = pagesOf(await openApi(await actorNamed("admin")));
});

describe("the list of 督办单", () => {
  const list = async (query: string) =>
    (
      await allPages(
        `${PLAN}/supervision-orders`,
        `/api/v1/plans/2024/supervision-orders?asOf=2024-09-20&${query}`,
      )
    ).flatMap((page) => page.items) as {
      id: number;
      number: string;
      city: string;
      light: string;
      units: { name: string; state: string; replies: object[] }[];
    }[];
  const ids = async (query: string) => (await list(query)).map(({ id }) => id);

  test("holds them in the order they were issued, page by page, and no 批示", async () => {
    const items = await list("limit=1");
    expect(items.map(({ id }) => id)).toEqual(given);
    expect(items.map(({ number, city }) => [number, city])).toEqual([
      ["蓝督〔2024〕1号", "济南"],
      ["红督〔2024〕1号", "临沂"],
      ["黄督〔2024〕1号", "济南"],
    ]);
    expect(items[0]).toMatchObject({
      light: "SETTLED",
      units: [{ name: JINAN, state: "SETTLED", replies: [{ decision: { decision: "ACCEPTED" } }] }],
    });
  });

  test("is narrowed by day, grade, unit and point", async () => {
    expect(await ids("since=2024-09-03")).toEqual(given.slice(1));
    expect(await ids("grade=RED")).toEqual(given.slice(1, 2));
    expect(await ids(`unit=${(await unitNamed(JINAN)).id}`)).toEqual([given[0], given[2]]);
    expect(await ids("point=20")).toEqual(given);
    expect(await ids("point=1")).toEqual([]);
  });

  test("holds for a signed-in person only what that person may read", async () => {
    const params = { year: "2024" };
    const query = { limit: 50, asOf: "2024-09-20" };
    const read = async (name: string) =>
      (await ordersResource.read(await actorNamed(name), { params, query }, "2024-09-20")).items;
    expect(await read("staff")).toHaveLength(3);
    expect(await read("stranger")).toEqual([]);
    expect(await refusalOf(read("auditor"))).toBe("NOT_FOUND");
  });
});
