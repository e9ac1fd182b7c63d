import { convertToHtml } from "mammoth";
import { beforeEach, describe, expect, test } from "vitest";
import { exportBulletin, issueBulletin } from "@/lib/bulletins/issue";
import { getBulletin } from "@/lib/bulletins/queries";
import { createBulletin } from "@/lib/bulletins/start";
import { listDirectives } from "@/lib/dashboards/directives";
import { listOrders } from "@/lib/dashboards/orders";
import { getBoard, getChanges } from "@/lib/dashboards/queries";
import { percent } from "@/lib/format";
import { DIRECTIVE_LIGHT_NAMES, TURN_NAMES } from "@/lib/glossary-states";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { issue, withdraw } from "../support/directives";
import { actorNamed, at } from "../support/people";

withDatabase({ template: "demonstration" });

let reviewer: Actor;
beforeEach(async () => {
  reviewer = await actorNamed("reviewer");
});

const begin = (asOf: string, kind: "MONTHLY" | "NOTICE" = "MONTHLY") =>
  createBulletin(reviewer, { kind, asOf }, at(asOf));

async function issueNow(id: number, day: string) {
  const { seal } = await getBulletin(reviewer, id);
  await issueBulletin(reviewer, { bulletinId: id, seal }, at(day));
}

/** The paragraphs of 总体情况. */
async function whole(id: number) {
  const { sections } = await getBulletin(reviewer, id);
  return (sections[0]?.text ?? "").split("\n");
}

const DAYS = ["2024-05-31", "2024-07-31", "2024-09-20", "2024-12-15"];

describe("总体情况 of a bulletin", () => {
  test.each(DAYS)(
    "of %s says what 变化 shows since the last due day, with the points",
    async (day) => {
      const [, , told = ""] = await whole(await begin(day));
      const { changes, choices } = await getChanges(reviewer, { to: day });
      const since = choices.find(({ date }) => date === changes.from);
      expect(told.startsWith(`自${since?.name}（`)).toBe(true);
      const kinds = (["SEVERE", "LAGGING", "ON_TRACK", "COMPLETED"] as const).map((kind) => ({
        name: TURN_NAMES[kind],
        turns: changes.turns[kind],
      }));
      for (const { name, turns } of kinds) {
        const [, count, points = ""] = new RegExp(`，${name}(\\d+)项（([^）]*)）`).exec(told) ?? [];
        expect(Number(count ?? 0)).toBe(turns.length);
        expect(points.split("、").filter(Boolean)).toEqual(
          turns.map(({ point, city }) => `第${point.number}项${city ? `${city.shortName}侧` : ""}`),
        );
      }
      expect(told).toContain(percent(changes.plan.before));
      expect(told).toContain(percent(changes.plan.after));
      expect(kinds.some(({ turns }) => turns.length > 0)).toBe(true);
    },
  );

  test.each(DAYS)("of %s counts 批示 and 督办单 as their 台账 do", async (day) => {
    const [, , , told = ""] = await whole(await begin(day));
    const board = await getBoard(reviewer, day);
    const { issued, ordered } = await getChanges(reviewer, { to: day });
    const [directives = "", orders = ""] = told.split("；");
    for (const [text, noun, rows, fresh] of [
      [directives, "批示", listDirectives(reviewer, board, {}).directives, issued],
      [orders, "督办单", listOrders(reviewer, board, {}).orders, ordered],
    ] as const) {
      const standing = rows.filter(({ withdrawnOn }) => withdrawnOn === null);
      const recent = fresh.filter(({ withdrawnOn }) => withdrawnOn === null);
      if (standing.length === 0) {
        expect(told).toContain(`没有`);
        continue;
      }
      expect(text).toContain(`${noun}${standing.length}件`);
      expect(Number(/其中新发(\d+)件/.exec(text)?.[1] ?? 0)).toBe(recent.length);
      // Together those of 变化, which lists what was taken back since.
      const back = Number(/新发的(\d+)件已撤回/.exec(text)?.[1] ?? 0);
      expect(recent.length + back).toBe(fresh.length);
      const lights = Object.fromEntries(
        Object.entries(DIRECTIVE_LIGHT_NAMES).flatMap(([light, name]) => {
          const count = standing.filter((each) => each.light === light).length;
          return count > 0 ? [[name, count]] : [];
        }),
      );
      const said = text.slice(text.indexOf("：") + 1);
      expect(
        Object.fromEntries(
          [...said.matchAll(/([^，。\d]+)(\d+)件/g)].map(([, name, count]) => [
            name,
            Number(count),
          ]),
        ),
      ).toEqual(lights);
    }
  });

  test("compares with the last 月报 that was issued, of an earlier day; a draft and a 通报 are none", async () => {
    const first = await begin("2024-08-31");
    expect((await whole(await begin("2024-09-20")))[2]).toMatch(/^自8月填报截止（8月25日）以来/);
    await issueNow(await begin("2024-09-10", "NOTICE"), "2024-09-10");
    await issueNow(first, "2024-09-02");
    const [, , told = ""] = await whole(await begin("2024-09-20"));
    expect(told).toMatch(/^自上一期月报（8月31日）以来/);
    const { changes } = await getChanges(reviewer, { from: "2024-08-31", to: "2024-09-20" });
    for (const kind of ["SEVERE", "LAGGING", "ON_TRACK", "COMPLETED"] as const) {
      const count = new RegExp(`${TURN_NAMES[kind]}(\\d+)项`).exec(told)?.[1];
      expect(Number(count ?? 0)).toBe(changes.turns[kind].length);
    }
    expect((await whole(await begin("2024-08-31")))[2]).toMatch(/^自8月填报截止/);
  });

  test("on the first day has nothing to compare with, and says so in figures", async () => {
    const lines = await whole(await begin("2024-04-24"));
    expect(lines.slice(2)).toEqual([
      "自印发（4月24日）以来，总体进度仍为0%，没有转红、转黄、转绿、新办结的要点。",
      "截至4月24日，没有批示和督办单。",
    ]);
  });

  test("falls behind with a new 批示, and one taken back is told apart", async () => {
    const id = await begin("2024-09-20");
    expect((await getBulletin(reviewer, id)).changed).toEqual([]);
    const leader = await actorNamed("leader");
    const before = (await whole(id))[3] ?? "";
    const directive = await issue(leader, "2024-09-20", { dueOn: "2024-09-30" });
    reviewer = await actorNamed("reviewer");
    expect((await getBulletin(reviewer, id)).changed).toEqual(["总体情况"]);
    const count = (text: string) => Number(/批示(\d+)件/.exec(text)?.[1]);
    const after = (await whole(await begin("2024-09-20")))[3] ?? "";
    expect(count(after)).toBe(count(before) + 1);
    await withdraw(leader, directive, "2024-09-20");
    reviewer = await actorNamed("reviewer");
    expect((await whole(await begin("2024-09-20")))[3]).toBe(
      before?.replace(/^(.+?件，其中新发\d+件)/, "$1，另有新发的1件已撤回"),
    );
  });
});

test("the 附件 says beside a due date put off what it was and how often it was put off", async () => {
  const id = await begin("2024-09-20");
  const { pieces } = await exportBulletin(reviewer, id, at("2024-09-20"));
  const { value } = await convertToHtml({ buffer: Buffer.concat(pieces) });
  const { points } = await getBoard(reviewer, "2024-09-20");
  const moved = points.filter(({ extension }) => extension !== null);
  expect(moved.length).toBeGreaterThan(0);
  for (const { title, dueOn, extension } of moved) {
    const row = value.split("<tr>").find((each) => each.includes(`<p>${title}</p>`));
    const lines = [dueOn, "原时限", extension?.fromOn, `第${extension?.count}次延期`];
    expect(row).toContain(lines.map((line) => `<p>${line}</p>`).join(""));
  }
});
