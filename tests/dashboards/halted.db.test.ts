import { convertToHtml, extractRawText } from "mammoth";
import { beforeAll, describe, expect, test } from "vitest";
import { decideAdjustment, proposeAdjustment } from "@/lib/adjustments/commands";
import { decideAdjustmentInput, proposeAdjustmentInput } from "@/lib/adjustments/schema";
import { exportBulletin } from "@/lib/bulletins/issue";
import { createBulletin } from "@/lib/bulletins/start";
import { getCalendarText } from "@/lib/calendar-feeds/queries";
import { getDueMonth } from "@/lib/dashboards/due";
import { getHeatmap } from "@/lib/dashboards/heat";
import { getBoard, listPointRows } from "@/lib/dashboards/queries";
import { getTimeline } from "@/lib/dashboards/timeline";
import { weeklyLines } from "@/lib/digests/weekly";
import { exportLedger } from "@/lib/ledgers/commands";
import { ledgerInput } from "@/lib/ledgers/schema";
import { db, transact } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { owedMilestones } from "@/lib/reminders/milestones";
import { getOrderDesk, listSuggestions } from "@/lib/supervision-orders/queries";
import { listBuiltInViews } from "@/lib/views/built-in";
import { keepWatch } from "@/lib/watches/commands";
import { openApi } from "../support/api";
import { withDatabase } from "../support/database";
import { readCalendar } from "../support/icalendar";
import { actorNamed, at } from "../support/people";
import { joined, openWorkbook } from "../support/workbook";

withDatabase({ template: "demonstration" });

// A Monday, on which the week's digest is made. The 30th point is paused since the 2nd.
const DAY = "2024-09-23";
const PAUSED = 30;
let leader: Actor;
let reviewer: Actor;
/** the point a 督办单 was suggested for, before it was cancelled */
let cancelled = 0;
let side = { point: 0, city: 0 };

beforeAll(async () => {
  const office = await actorNamed("reviewer");
  const suggested = (await listSuggestions(office, DAY)).find(
    ({ point }) => point.number !== PAUSED,
  );
  cancelled = suggested?.point.number ?? 0;
  side = { point: cancelled, city: suggested?.city.id ?? 0 };
  const { id: pointId } = await db().workPoint.findFirstOrThrow({ where: { number: cancelled } });
  // It is due this very month, and somebody follows it.
  await db().workPoint.update({ where: { id: pointId }, data: { dueOn: new Date("2024-09-28") } });
  await db().$executeRaw`UPDATE plans SET revision = revision + 1`;
  await keepWatch(await actorNamed("leader"), { pointId, follow: "yes" }, at("2024-09-10"));
  const before = (await listPointRows(await actorNamed("leader"), DAY, { due: "month" })).rows;
  expect(before.map(({ number }) => number)).toContain(cancelled);
  const why = { reason: "上级规划调整", basis: "济政办字〔2024〕99号" };
  const input = proposeAdjustmentInput.parse({ pointId, kind: "CANCEL", ...why });
  const { adjustmentId } = await proposeAdjustment(office, input, at("2024-09-19"));
  const decision = { adjustmentId, decision: "APPROVED", opinion: "同意" };
  await decideAdjustment(
    await actorNamed("admin"),
    decideAdjustmentInput.parse(decision),
    at("2024-09-19", "11:00:00"),
  );
  [leader, reviewer] = [await actorNamed("leader"), await actorNamed("reviewer")];
});

describe("a point paused or cancelled", () => {
  test("says so in the 月报 and in the table behind it", async () => {
    const id = await createBulletin(reviewer, { kind: "MONTHLY", asOf: DAY }, at(DAY));
    const buffer = Buffer.from(joined((await exportBulletin(reviewer, id, at(DAY))).pieces));
    const { value: text } = await extractRawText({ buffer });
    expect(text).toContain(`已暂停第${PAUSED}项，已取消第${cancelled}项。`);
    expect(text).toMatch(new RegExp(`^${PAUSED}\\..+（未启动（已暂停），进度`, "m"));
    expect(text).toMatch(new RegExp(`^${cancelled}\\..+（未启动（已取消），进度`, "m"));
    const { value: html } = await convertToHtml({ buffer });
    const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
      row.replace(/<[^>]+>/g, " ").replace(/\s+/g, " "),
    );
    const marked = rows.filter((row) => /未启动 已(暂停|取消) /.test(row));
    expect(marked).toHaveLength(2);
    const titles = (await getBoard(leader, DAY)).points;
    for (const [number, word] of [
      [PAUSED, "已暂停"],
      [cancelled, "已取消"],
    ] as const) {
      const title = titles.find((point) => point.number === number)?.title ?? "?";
      expect(marked.find((row) => row.includes(title))).toContain(`未启动 ${word} `);
    }
  });

  test("is not late on the calendar of what is due, and is named there and in the subscribed ones", async () => {
    const items = async (month: string, day: string) =>
      (await getDueMonth(leader, month, day)).items;
    const stateOf = async (number: number, month: string, day: string) =>
      (await items(month, day)).find(({ text }) => text.startsWith(`第 ${number} 项：`))?.state;
    expect(await stateOf(cancelled, "2024-09-01", "2024-09-30")).toBe("CANCELLED");
    expect(await stateOf(PAUSED, "2024-12-01", DAY)).toBe("PAUSED");
    const months = ["04", "05", "06", "07", "08", "09", "10", "11", "12"];
    for (const month of months) {
      const own = (await items(`2024-${month}-01`, "2024-12-31")).filter(
        ({ kind, text }) =>
          ["POINT", "MILESTONE", "RESOLUTION"].includes(kind) &&
          text.startsWith(`第 ${cancelled} 项`),
      );
      for (const { state } of own) expect(["CANCELLED", "DONE"]).toContain(state);
    }
    const { events } = readCalendar(await getCalendarText(leader, DAY));
    const summaries = events.map(({ SUMMARY }) => SUMMARY?.value ?? "");
    for (const [number, word] of [
      [PAUSED, "已暂停"],
      [cancelled, "已取消"],
    ] as const) {
      const own = summaries.filter((text) => text.startsWith(`第${number}项`));
      expect(own.length).toBeGreaterThan(0);
      for (const summary of own) expect(summary).toContain(`（${word}）`);
    }
    expect(summaries.filter((text) => /（已(暂停|取消)）/.test(text)).length).toBeLessThan(
      summaries.length / 4,
    );
  });

  test("is nothing that falls due this month, on the list, in the built-in view, or in the weekly digest", async () => {
    const { rows } = await listPointRows(leader, DAY, { due: "month" });
    expect(rows.map(({ number }) => number)).not.toContain(cancelled);
    const view = (await listBuiltInViews(leader, DAY)).find(({ name }) => name === "本月到期");
    expect(view?.count).toBe(rows.length);
    const board = await getBoard(leader, DAY);
    const plan = leader.plan ?? { id: 0, revision: 0 };
    const people = await db().account.findMany({ where: { name: "leader" } });
    const person = people.map(({ id, role, post }) => ({
      ...{ id, role, post, unitId: null, unitName: null, cityId: null, email: null },
      ...{ demonstration: true, planIds: null, unread: [] },
    }));
    const lines = await transact((tx) => weeklyLines(tx, plan, board, person));
    const told = lines
      .get(leader.accountId)
      ?.find(({ text }) => text.startsWith(`第 ${cancelled} 项`));
    expect(told?.text).toContain("未启动（已取消）");
    // Answers to directives are owed still; the point itself does not fall due.
    expect(told?.text).not.toContain("9月28日到期");
  });

  test("is drawn on the time line and named on the heat map with the word of its state", async () => {
    const { chapters } = await getTimeline(leader, {}, DAY);
    const rows = chapters.flatMap((chapter) => chapter.rows);
    expect(
      rows.filter(({ halted }) => halted).map(({ number, halted }) => [number, halted]),
    ).toEqual(
      [
        [PAUSED, "PAUSED"],
        [cancelled, "CANCELLED"],
      ].sort(([a], [b]) => Number(a) - Number(b)),
    );
    expect(rows.find(({ number }) => number === cancelled)?.pauses).toEqual([
      { startsOn: "2024-09-19", endsOn: DAY, lasts: true, cancelled: true },
    ]);
    const { rows: heat } = await getHeatmap(leader, "point", DAY);
    const halts = (number: number) =>
      heat.find(({ key }) => key === number)?.cells.map((cell) => cell?.halted);
    expect(halts(PAUSED)).toEqual([null, null, null, null, null, "PAUSED"]);
    expect(halts(cancelled)).toEqual([null, null, null, null, null, "CANCELLED"]);
  });

  test("carries its state in the read API, and in the ledger", async () => {
    const ask = await openApi(await actorNamed("admin"));
    const template = "/api/v1/plans/{year}/points/{number}";
    const stateOf = async (number: number) => {
      const path = `/api/v1/plans/2024/points/${number}?asOf=${DAY}`;
      const { point } = (await (await ask(template, path)).json()) as {
        point: { state: string; tags: string[] };
      };
      return [point.state, point.tags.filter((tag) => /暂停|取消/.test(tag))];
    };
    expect(await stateOf(PAUSED)).toEqual(["PAUSED", ["已暂停"]]);
    expect(await stateOf(cancelled)).toEqual(["CANCELLED", ["已取消"]]);
    expect((await stateOf(1))[1]).toEqual([]);
    const file = await exportLedger(leader, ledgerInput.parse({ asOf: DAY }), at(DAY));
    const [sheet] = (await openWorkbook(joined(file.pieces))).sheets;
    const row = sheet?.rows.find((cells) => cells[1] === cancelled);
    expect(row?.[5]).toContain("已取消");
  });

  test("is suggested for no 督办单, may get none, and owes no 节点", async () => {
    const suggestions = await listSuggestions(reviewer, DAY);
    expect(suggestions.length).toBeGreaterThan(0);
    expect(suggestions.map(({ point }) => point.number)).not.toContain(cancelled);
    expect((await getOrderDesk(reviewer, side, DAY)).fault).toBe("这一项已取消，不能督办。");
    const owed = owedMilestones(await getBoard(leader, DAY)).map(({ point }) => point.number);
    expect(owed).not.toContain(cancelled);
    expect(owed).not.toContain(PAUSED);
  });
});
