import { beforeAll, describe, expect, test } from "vitest";
import { directivesFor } from "@/lib/dashboards/directives";
import { getBoard } from "@/lib/dashboards/queries";
import type { Actor } from "@/lib/policy";
import { directives as directivesResource } from "@/lib/read-api/directives";
import { openApi, pagesOf } from "../support/api";
import { withDatabase } from "../support/database";
import { askAgain, issue, reply, withdraw } from "../support/directives";
import { actorNamed, hire, unitNamed } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const DAY = "2024-09-20";
const PLAN = "/api/v1/plans/{year}";
const AT = "/api/v1/plans/2024";
let allPages: ReturnType<typeof pagesOf>;
let leader: Actor;
const given: number[] = [];

beforeAll(async () => {
  leader = await hire("leader", "LEADER");
  for (const day of ["2024-09-02", "2024-09-02", "2024-09-04", "2024-09-05"]) {
    given.push(await issue(leader, day, { units: ["济南市教育局", "临沂市教育局"] }));
  }
  const clerk = await hire("clerk", "STAFF", { unit: "济南市教育局" });
  await askAgain(leader, await reply(clerk, given[0] ?? 0, "2024-09-03"), "2024-09-06");
  await withdraw(leader, given[1] ?? 0, "2024-09-06");
  allPages = pagesOf(await openApi(await hire("admin", "ADMIN")));
});

describe("lists", () => {
  const directives = async (query: string, between?: () => Promise<unknown>) =>
    (await allPages(`${PLAN}/directives`, `${AT}/directives?${query}`, between)).flatMap(
      (page) => page.items,
    ) as {
      id: number;
      light: string | null;
      units: { name: string; state: string; replies: { decision: object | null }[] }[];
    }[];

  test("of directives are in the order they were issued; one issued between two pages comes behind", async () => {
    const items = await directives(`asOf=${DAY}&limit=2`, async () =>
      given.push(await issue(leader, DAY, { dueOn: "2024-10-10", level: "URGENT" })),
    );
    expect(items.map(({ id }) => id)).toEqual(given);
  });

  test("of directives say how each unit stands, as on the screen and on the day asked for", async () => {
    const now = await directives(`asOf=${DAY}`);
    const read = directivesFor(leader, await getBoard(await actorNamed("leader"), DAY));
    for (const { id, light, units } of now) {
      const shown = read.find((each) => each.id === id);
      expect([light, units.map(({ name, state }) => [name, state])]).toEqual([
        shown?.light,
        shown?.units.map(({ name, state }) => [name, state]),
      ]);
    }
    expect(now[0]?.units[0]?.replies).toEqual([
      {
        version: 1,
        text: "人选已补齐，案例随后报送。",
        repliedOn: "2024-09-03",
        decision: {
          decision: "ASKED_AGAIN",
          opinion: "请写明到岗时间。",
          dueOn: "2024-09-27",
          decidedOn: "2024-09-06",
        },
      },
    ]);
    const then = await directives("asOf=2024-09-03");
    expect(then.map(({ id }) => id)).toEqual(given.slice(0, 2));
    expect(then[0]?.units[0]?.replies[0]?.decision).toBeNull();
    expect([then[1]?.light === null, now[1]?.light === null]).toEqual([false, true]);
  });

  test("of directives are narrowed by day, level, unit and point", async () => {
    const ids = async (query: string) =>
      (await directives(`asOf=${DAY}&${query}`)).map(({ id }) => id);
    const linyi = await unitNamed("临沂市教育局");
    expect(await ids("since=2024-09-04")).toEqual(given.slice(2));
    expect(await ids("level=URGENT")).toEqual(given.slice(4));
    expect(await ids(`unit=${linyi.id}`)).toEqual(given.slice(0, 4));
    expect(await ids("point=20")).toEqual(given);
    expect(await ids("point=1")).toEqual([]);
  });

  test("of directives hold for a signed-in person only what that person may read", async () => {
    const read = async (actor: Actor) =>
      (
        await directivesResource.read(
          actor,
          { params: { year: "2024" }, query: { limit: 50, asOf: DAY } },
          DAY,
        )
      ).items.map(({ id }) => id);
    expect(await read(await actorNamed("clerk"))).toEqual(given);
    const stranger = await hire("stranger", "STAFF", { unit: "临沂商城管委会" });
    expect(await read(stranger)).toEqual([]);
    expect(await refusalOf(read(await hire("auditor", "AUDITOR")))).toBe("NOT_FOUND");
  });
});
