import { extractRawText } from "mammoth";
import { beforeEach, describe, expect, test } from "vitest";
import { refreshBulletin, regenerateSection, saveSection } from "@/lib/bulletins/commands";
import { exportBulletin, issueBulletin } from "@/lib/bulletins/issue";
import { getBulletin, readNextSteps } from "@/lib/bulletins/queries";
import { createBulletinInput } from "@/lib/bulletins/schema";
import { createBulletin } from "@/lib/bulletins/start";
import { listDirectives } from "@/lib/dashboards/directives";
import { listOrders } from "@/lib/dashboards/orders";
import { getBoard, listPointRows } from "@/lib/dashboards/queries";
import { isAcute } from "@/lib/dashboards/rows";
import { month, percent } from "@/lib/format";
import { LIGHT_NAMES } from "@/lib/glossary";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { issue } from "../support/directives";
import { actorNamed, at } from "../support/people";

withDatabase({ template: "demonstration" });

const DAY = "2024-09-20";
let reviewer: Actor;
beforeEach(async () => {
  reviewer = await actorNamed("reviewer");
});

const begin = (asOf: string) =>
  createBulletin(reviewer, { kind: "MONTHLY", form: "BRIEF", asOf }, at(asOf));
const textOf = async (id: number, key: string) =>
  (await getBulletin(reviewer, id)).sections.find((each) => each.key === key)?.text ?? "";

describe("简版", () => {
  test("has four sections, says of the whole what 详版 does, and is 详版 unless it is chosen", async () => {
    const id = await begin(DAY);
    const { sections, form } = await getBulletin(reviewer, id);
    expect(form).toBe("BRIEF");
    expect(sections.map(({ heading }) => heading)).toEqual([
      "总体情况",
      "需要关注的要点",
      "批示和督办单办理情况",
      "下步打算",
    ]);
    const full = await createBulletin(reviewer, { kind: "MONTHLY", asOf: DAY }, at(DAY));
    expect((await getBulletin(reviewer, full)).form).toBe("FULL");
    expect(await textOf(id, "overall")).toBe(await textOf(full, "overall"));
    expect(
      createBulletinInput.safeParse({ kind: "MONTHLY", form: "LONG", asOf: DAY }).success,
    ).toBe(false);
  });

  test.each(["2024-05-31", "2024-09-20", "2024-12-15"])(
    "of %s tells the points of 需要关注 in its order, with both cities and the reason",
    async (day) => {
      const [head, ...lines] = (await textOf(await begin(day), "behind")).split("\n");
      const { rows } = await listPointRows(reviewer, day, { attention: "1" });
      expect(rows.length).toBeGreaterThan(0);
      expect(head).toContain(`需要关注的要点${rows.length}项`);
      expect(lines).toHaveLength(rows.length);
      for (const [index, { number, title, light, sides, reason }] of rows.entries()) {
        const line = lines[index] ?? "";
        expect(line.startsWith(`第${number}项“${title}”（${LIGHT_NAMES[light]}，`)).toBe(true);
        for (const { city, percent: value } of sides) {
          expect(line).toContain(`${city.shortName}${percent(value)}`);
        }
        const why = reason.replace(/^[^：]*：/, "").replaceAll(" ", "");
        expect(line.endsWith(`）：${why}。`)).toBe(true);
      }
    },
  );

  test("lists every 批示 and 督办单 that is not settled, with its units, and the text of none", async () => {
    const [head, ...lines] = (await textOf(await begin(DAY), "directed")).split("\n");
    const board = await getBoard(reviewer, DAY);
    const open = [
      ...listDirectives(reviewer, board, { state: "OPEN" }).directives,
      ...listOrders(reviewer, board, { state: "OPEN" }).orders,
    ];
    expect(open.length).toBeGreaterThan(1);
    expect(head).toBe(`截至9月20日，正在办理的批示和督办单${open.length}件。`);
    expect(lines).toHaveLength(open.length);
    for (const { text, units, order } of open) {
      const line = lines.find(
        (each) =>
          units.every(({ name }) => each.includes(name)) && (!order || each.includes(order.name)),
      );
      expect(line).toBeDefined();
      expect(lines.join("\n")).not.toContain(text);
    }
  });

  test("has of 下步打算 a paragraph a chapter at most, of approved reports alone", async () => {
    const lines = (await textOf(await begin(DAY), "next-steps")).split("\n");
    const board = await getBoard(reviewer, DAY);
    expect(lines.length).toBeLessThanOrEqual(board.chapters.length);
    const chapters = lines.map((line) => /^第(.+?)章：/.exec(line)?.[1]);
    expect(new Set(chapters).size).toBe(lines.length);
    const steps = await readNextSteps(board.plan.id, DAY);
    const due = board.periods.findLast(({ dueOn }) => dueOn < DAY)?.month ?? "";
    const months = new Set<boolean>();
    for (const point of board.points) {
      const acute = point.sides.filter(({ light }) => isAcute(light));
      for (const { city } of acute) {
        // Of every side that is behind one unit is told, with its words and when they are older.
        const said = point.units
          .filter(({ unit }) => unit.cityId === city.id)
          .flatMap(({ assignmentId, unit }) => {
            const step = steps.get(assignmentId);
            if (!step) return [];
            months.add(step.month < due);
            const older = step.month < due ? `（${month(step.month)}所报）` : "";
            return [`${unit.name}${older}：${step.text.trim().replace(/\s*\n\s*/g, "")}`];
          });
        const text = lines.join("\n");
        expect(said.filter((each) => text.includes(each)).length).toBe(Math.min(1, said.length));
      }
    }
    expect(months.size).toBe(2);
  });

  test("is held against the whole 附件, written anew by section, and issued without a chapter", async () => {
    const id = await begin(DAY);
    await saveSection(
      reviewer,
      { bulletinId: id, key: "behind", version: 1, text: "改过的一节。" },
      at(DAY),
    );
    await regenerateSection(reviewer, { bulletinId: id, key: "behind", version: 2 }, at(DAY));
    expect(await textOf(id, "behind")).toContain("需要关注的要点");

    await issue(await actorNamed("leader"), DAY, { dueOn: "2024-09-30" });
    reviewer = await actorNamed("reviewer");
    const { seal, changed } = await getBulletin(reviewer, id);
    expect(changed).toEqual(["总体情况", "批示和督办单办理情况"]);
    await expect(issueBulletin(reviewer, { bulletinId: id, seal }, at(DAY))).rejects.toThrow(
      /按现在的数据更新/,
    );
    await refreshBulletin(reviewer, { bulletinId: id, seal }, at(DAY));
    const fresh = await getBulletin(reviewer, id);
    expect(fresh.changed).toEqual([]);
    await issueBulletin(reviewer, { bulletinId: id, seal: fresh.seal }, at(DAY));
    const { pieces } = await exportBulletin(reviewer, id, at(DAY));
    const { value } = await extractRawText({ buffer: Buffer.concat(pieces) });
    const heads = value.split("\n").filter((line) => /^[一二三四五]、/.test(line));
    expect(heads.slice(0, 4)).toEqual([
      "一、总体情况",
      "二、需要关注的要点",
      "三、批示和督办单办理情况",
      "四、下步打算",
    ]);
    expect(value).not.toContain("各章进展");
    expect(value).toContain("附件：工作要点台账");
    const { points } = await getBoard(reviewer, DAY);
    for (const { title } of points) expect(value).toContain(title);
  });
});
