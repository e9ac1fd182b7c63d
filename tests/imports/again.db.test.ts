import { beforeAll, describe, expect, test } from "vitest";
import { changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { assignmentsSeal } from "@/lib/assignments/rules";
import { fromDbDate } from "@/lib/dates";
import { getImport, type ImportView } from "@/lib/imports/queries";
import { undoImport } from "@/lib/imports/undo";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { text as published } from "../documents/published";
import { withDatabase } from "../support/database";
import { assignmentOf, at, hire } from "../support/people";
import { approve, refusalOf, submit } from "../support/reports";
import { begin, counted, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2024-05-20");
let admin: Actor;

beforeAll(async () => {
  admin = await hire("gengxin", "ADMIN");
});

/** What differs, in one line each. */
const told = (view: ImportView) =>
  (view.differences?.list ?? []).map((each) => {
    switch (each.kind) {
      case "UNIT":
        return `UNIT ${each.number} ${each.unit} ${each.before} ${each.after}${each.byHand ? " by hand" : ""}`;
      case "TEXT":
        return `TEXT ${each.number} ${each.parts
          .filter(({ kind }) => kind !== "SAME")
          .map(({ kind, text }) => (kind === "ADDED" ? "+" : "-") + text)
          .join(" ")}`;
      case "HEAD":
        return `HEAD ${each.field}`;
      case "NUMBER":
      case "CHAPTER_OF":
        return `${each.kind} ${each.before} ${each.after}`;
      case "DUE":
        return `DUE ${each.number}`;
      default:
        return `${each.kind} ${each.number}`;
    }
  });

const start = async (text: string) => settle(admin, (await begin(admin, text, NOW)).id);

describe("the 2024 notice given again", () => {
  test("shows no difference: what the seed wrote is what the screen reads", async () => {
    const view = await start(published);
    expect(view.candidates.map(({ documentNumber }) => documentNumber)).toEqual([
      "济政办字〔2024〕13号",
    ]);
    expect(view.questions).toEqual([]);
    expect(told(view)).toEqual([]);
  });

  test("with one word and one unit changed shows exactly these, and applies what is accepted", async () => {
    const changed = published.replace("20名教师", "25名教师");
    expect(changed).not.toBe(published);
    const before = await counted();
    const view = await start(changed);
    const point = view.content.chapters
      .flatMap((chapter) => chapter.points)
      .find(({ body }) => body.includes("25名教师"));
    expect(told(view)).toEqual([`TEXT ${point?.number} -20 +25`]);
    const { planId } = await publish(admin, view, NOW);
    const row = await db().workPoint.findFirstOrThrow({
      where: { planId, number: point?.number ?? 0 },
      include: { indicators: { where: { removedOn: null } } },
    });
    expect(row.body).toContain("25名教师");
    expect(row.indicators.map(({ target }) => target)).toContain(25);
    expect(row.indicators.map(({ target }) => target)).not.toContain(20);
    expect(await counted()).toEqual(before);
    expect(told(await start(changed))).toEqual([]);
    await undoImport(admin, { importId: view.id }, NOW);
    expect(told(await start(published))).toEqual([]);
    expect((await getImport(admin, view.id)).state).toBe("UNDONE");
  });

  test("a point that is new, one that is gone and a unit that left are told apart, and undone", async () => {
    const without = published.replaceAll(/、退役军人局/g, "");
    const view = await start(
      `${without.trimEnd()}\n32.共建示范基地。年内新建3个基地。（责任单位：两市教育局）`,
    );
    const list = told(view);
    expect(list.filter((line) => line.startsWith("ADDED"))).toEqual(["ADDED 32"]);
    const left = list.filter((line) => line.startsWith("UNIT"));
    expect(left.length).toBeGreaterThan(0);
    expect(left.every((line) => line.endsWith("RESPONSIBLE null"))).toBe(true);
    // The clause is part of the text.
    expect(list.every((line) => /^(?:UNIT|TEXT|ADDED)/.test(line))).toBe(true);
    const before = await counted();
    await publish(admin, view, NOW);
    const after = await counted();
    expect(after.points).toBe((before.points ?? 0) + 1);
    const ended = await db().assignmentTerm.findMany({ where: { endsOn: { not: null } } });
    expect(ended).toHaveLength(left.length);
    expect(ended.map(({ endsOn }) => endsOn && fromDbDate(endsOn))).toEqual(
      left.map(() => "2024-05-20"),
    );
    const gone = await start(published);
    expect(told(gone)).toContain("REMOVED 32");
    await undoImport(admin, { importId: view.id }, NOW);
    expect(told(await start(published))).toEqual([]);
    expect((await counted()).points).toBe(before.points);
  });

  test("what an admin arranged beyond the notice is no difference, what they changed of it is theirs", async () => {
    const panel = await getAssignmentPanel(admin, 1);
    const rows = await db().assignmentTerm.findMany({
      where: { assignment: { point: { number: 1 } }, endsOn: null },
      include: { assignment: true },
    });
    const present = rows.map(({ role, groupId, assignment }) => ({
      unitId: assignment.unitId,
      role,
      groupId,
    }));
    const [lead, ...others] = present;
    const extra = await db().unit.findFirstOrThrow({
      where: { kind: "GOVERNMENT", assignments: { none: { point: { number: 1 } } } },
    });
    if (!lead) throw new Error("point 1 has no units");
    await changeAssignments(
      admin,
      {
        pointId: panel.point.id,
        seal: assignmentsSeal(present),
        entries: [
          { ...lead, role: "LEAD" },
          ...others,
          { unitId: extra.id, role: "SUPPORT", groupId: null },
        ],
      },
      NOW,
    );
    const name = (await db().unit.findUniqueOrThrow({ where: { id: lead.unitId } })).name;
    expect(told(await start(published))).toEqual([`UNIT 1 ${name} LEAD RESPONSIBLE by hand`]);
  });

  test("a point with a report under review is not taken away, and the update before it is not undone", async () => {
    const view = await start(published.replace("20名教师", "26名教师"));
    await publish(admin, view, NOW, (key) => key.endsWith(":text"));
    const staff = await hire("jn-wlj", "STAFF", { unit: "济南市文化和旅游局" });
    const assignment = await assignmentOf("济南市文化和旅游局", 2);
    await submit(staff, assignment, "2024-05-22");
    expect((await getImport(admin, view.id)).obstacle).toContain("已有 1 份进展报送");
    expect(await refusalOf(undoImport(admin, { importId: view.id }, NOW))).toBe("LOCKED");
    const point = await db().workPoint.findFirstOrThrow({ where: { number: 2 } });
    const without = published.split(/(?=\n\d+\.)/).filter((part) => !part.includes(point.title));
    const removing = await start(without.join(""));
    expect(told(removing)).toContain("REMOVED 2");
    const removal = (key: string) => key === `point:${point.id}:removed`;
    const accepted = publish(admin, removing, NOW, removal);
    await expect(accepted).rejects.toThrow("第 2 项有进展待审核，不能删去");
    // Once nobody waits for anybody it ends, with what was reported on it.
    const reviewer = await hire("shenhe", "REVIEWER");
    const { id: updateId } = await db().progressUpdate.findFirstOrThrow();
    await approve(reviewer, updateId, "2024-05-23");
    const later = at("2024-05-24");
    await publish(admin, await getImport(admin, removing.id), later, removal);
    const { removedOn } = await db().workPoint.findUniqueOrThrow({ where: { id: point.id } });
    expect(removedOn && fromDbDate(removedOn)).toBe("2024-05-24");
    expect(await db().progressUpdate.count()).toBe(1);
  });
});
