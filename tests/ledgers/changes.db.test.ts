import { beforeAll, describe, expect, test } from "vitest";
import { changeLists } from "@/components/changes/change-lists";
import { getChanges } from "@/lib/dashboards/queries";
import { exportChanges } from "@/lib/ledgers/commands";
import { changesLedgerInput } from "@/lib/ledgers/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at } from "../support/people";
import { refusalOf } from "../support/reports";
import { joined, openWorkbook } from "../support/workbook";

withDatabase({ template: "demonstration" });

const DAY = "2024-09-20";
let leader: Actor;

beforeAll(async () => {
  leader = await actorNamed("leader");
});

describe("变化 in Excel", () => {
  const take = (actor: Actor, query: object = {}) =>
    exportChanges(actor, changesLedgerInput.parse({ asOf: DAY, ...query }), at(DAY));

  test("has a sheet for each list of the page that is not empty, in its order, with as many rows", async () => {
    const view = await getChanges(leader, { to: DAY });
    const { sheets } = await openWorkbook(joined((await take(leader)).pieces));
    const lists = changeLists(view).filter(({ count }) => count > 0);
    expect(lists.length).toBeGreaterThan(5);
    expect(sheets.map(({ name, rows }) => [name, rows.length - 4])).toEqual([
      ...lists.map(({ name, count }) => [name, count]),
      ["进度变化", view.board.chapters.length + 1],
    ]);
    expect(sheets[0]?.rows[1]?.[0]).toContain("2024-08-25 日终至 2024-09-20 日终");
  });

  test("says of each turn what the page says: before, after, and each side", async () => {
    const { changes, board } = await getChanges(leader, { to: DAY });
    const { sheets } = await openWorkbook(joined((await take(leader)).pieces));
    const sheet = sheets.find(({ name }) => name === "新办结");
    const why = (reason: string) => reason.replace(/^[^：]*：/, "");
    expect(sheet?.rows[2]?.filter(Boolean)).toEqual(["工作要点", "此前", "现在", "各市"]);
    changes.turns.COMPLETED.forEach(({ point, city, before, after }, index) => {
      const row = sheet?.rows[index + 4] ?? [];
      expect(row.slice(0, 3)).toEqual([
        point.number,
        point.title,
        city ? `${city.shortName}侧` : "整项",
      ]);
      expect([row[5], row[6]]).toEqual([Math.round(before.percent) / 100, why(before.reason)]);
      expect([row[8], row[9]]).toEqual([Math.round(after.percent) / 100, why(after.reason)]);
    });
    const moved = sheets.at(-1)?.rows.slice(4) ?? [];
    expect(moved.at(-1)).toEqual([
      "总体",
      Math.round(changes.plan.before) / 100,
      Math.round(changes.plan.after) / 100,
      Math.round(changes.plan.after) - Math.round(changes.plan.before),
    ]);
    const raised = sheets.find(({ name }) => name === "新问题");
    expect(raised?.rows.slice(4).map((row) => row[4])).toEqual(
      changes.raised.map(({ problem }) => problem.text),
    );
    expect(board.asOf).toBe(DAY);
  });

  test("is of the days asked for, noted, and refused to whoever may take no list", async () => {
    const file = await take(leader, { from: "2024-06-30", asOf: "2024-08-31" });
    expect(file.name).toMatch(/_变化（自2024-06-30）_截至2024-08-31\.xlsx$/);
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry.after).toMatchObject({
      list: "变化",
      filter: "2024-06-30 日终至 2024-08-31 日终",
    });
    expect(await refusalOf(take(await actorNamed("auditor")))).toBe("NOT_FOUND");
  });
});
