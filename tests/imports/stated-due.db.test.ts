import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { setHead } from "@/lib/imports/commands";
import { importedPoints, importedText } from "@/lib/imports/content";
import { leftItems } from "@/lib/imports/left-over";
import { getImport, type ImportView } from "@/lib/imports/queries";
import { savePoint } from "@/lib/imports/save-point";
import { savePointInput } from "@/lib/imports/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { begin, draft, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2026-03-02");
let admin: Actor;

beforeAll(async () => {
  admin = await hire("shixian", "ADMIN");
});

const HEAD = `青河市人民政府办公室 白山口市人民政府办公室
关于印发《青河—白山口对口合作2026年工作要点》的通知
青政办字〔2026〕8号
各有关单位：
现将要点印发给你们，请认真组织实施。
青河市人民政府办公室
白山口市人民政府办公室
2026年2月8日
青河—白山口对口合作2026年工作要点
`;
const NOTICE = `${HEAD}一、加强产业协作
1.共建产业园区。年内新建5个合作园区。（责任单位：两市发展改革委；完成时间：2026年10月31日前）
2.促进文旅互访。2026年9月底前举办1次推介会。（责任单位：两市文化和旅游局）
3.开展支教帮扶。（责任单位：两市教育局；完成时限：6月底前完成初稿，11月底前完成终稿）
4.长期结对。（责任单位：两市民政局；完成时限：长期坚持）
5.早先的事。可研报告完成时间：7月底前。（责任单位：两市财政局；办理时限：2026年1月底）
`;

/** A Word file with a table below its paragraphs. */
function word(paragraphs: string[], rows: string[][]): Uint8Array {
  const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const cells = (row: string[]) => row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("");
  const table = rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join("");
  const body = `${paragraphs.map(paragraph).join("")}<w:tbl>${table}</w:tbl>`;
  return zipSync({
    "[Content_Types].xml": strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    ),
    "word/document.xml": strToU8(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ),
  });
}

const dues = (view: ImportView) => importedPoints(view.content).map(({ dueOn }) => dueOn);
const point = (view: ImportView, number: number) => {
  const found = importedPoints(view.content).find((each) => each.number === number);
  if (!found) throw new Error(`no point ${number}`);
  return found;
};
const set = async (id: number, number: number, dueOn: string) => {
  const view = await getImport(admin, id);
  const { key, units } = point(view, number);
  const roles = Object.fromEntries(units.map(({ name, role }) => [name, role]));
  const fields = { point: key, number, chapter: "c1", dueOn, roles };
  await savePoint(admin, savePointInput.parse({ ...draft(view), ...fields }), NOW);
};
const rewrite = async (id: number, number: number, from: string, to: string) => {
  const view = await getImport(admin, id);
  const found = point(view, number);
  const text = importedText(found).replace(from, to);
  await savePoint(admin, savePointInput.parse({ ...draft(view), point: found.key, text }), NOW);
};

describe("the day a point gives as its own", () => {
  test("is its 办理时限 where a label says so; several are asked about, one by the way is a hint", async () => {
    const view = await begin(admin, NOTICE, NOW);
    expect(dues(view)).toEqual(["2026-10-31", null, null, null, null]);
    const asked = view.content.warnings.map(({ message, point: key }) => `${key} ${message}`);
    expect(asked.filter((each) => each.includes("几个完成时间"))).toEqual([
      expect.stringContaining("p3 第3项写了几个完成时间“完成时限：6月底前"),
    ]);
    // Read again with its text, while nobody set another day.
    await rewrite(view.id, 1, "10月31日", "11月15日");
    expect(dues(await getImport(admin, view.id))[0]).toBe("2026-11-15");
    await set(view.id, 1, "2026-12-01");
    await rewrite(view.id, 1, "11月15日", "11月20日");
    expect(dues(await getImport(admin, view.id))[0]).toBe("2026-12-01");
  });

  test("is what stands behind the units and says no more than until when", async () => {
    const text = `${HEAD.replace("8号", "38号")}一、加强产业协作
1.共建产业园区。（青河市发展改革委牵头，白山口市发展改革委配合，11月底前完成）6月底前开工建设。
2.促进文旅互访。（责任单位：两市文化和旅游局；2026年9月底前）
3.开展支教帮扶。（青河市教育局负责，6月底前完成初稿，白山口市教育局配合）
4.长期结对。（责任单位：两市民政局，2026年7月底前、10月底前分别完成）
`;
    expect(dues(await begin(admin, text, NOW))).toEqual(["2026-11-30", "2026-09-30", null, null]);
  });

  test("is what the column of a Word table says", async () => {
    const rows = [
      ["序号", "重点任务", "责任单位", "完成时限"],
      ["1", "共建产业园区，6月底前开工", "两市发展改革委", "11月底"],
      ["2", "促进文旅互访", "两市文化和旅游局", "持续推进"],
    ];
    const bytes = word(HEAD.trim().split("\n"), rows);
    const view = await begin(admin, "", NOW, { file: { name: "清单.docx", bytes } });
    expect(dues(view)).toEqual(["2026-11-30", null]);
  });
});

test("text, day, units and readings of a point are saved at once, and nothing of it undoes the rest", async () => {
  const text = NOTICE.replace("8号", "28号").replace(
    "5个合作园区。",
    "5个合作园区。引进20家企业。",
  );
  const view = await begin(admin, text, NOW);
  const one = point(view, 1);
  const input = {
    ...draft(view),
    ...{ point: one.key, number: "1", chapter: "c1", dueOn: "2026-09-30", readings: "yes" },
    text: importedText(one).replace("年内新建", "全年新建"),
    roles: { 青河市发展改革委: "LEAD", 白山口市发展改革委: "" },
    added: "青河市商务局",
    items: ["0"],
    indicators: ["0"],
    name: { 0: "合作园区" },
    target: { 0: "6" },
    measure: { 0: "个" },
  };
  // A number that was emptied is a mistake, and no leaving out.
  expect(savePointInput.safeParse({ ...input, number: "" }).error?.issues[0]?.path).toEqual([
    "number",
  ]);
  await savePoint(admin, savePointInput.parse(input), NOW);
  const after = point(await getImport(admin, view.id), 1);
  expect(after.body).toContain("全年新建");
  expect(after.dueOn).toBe("2026-09-30");
  expect(after.units.map(({ name, role }) => `${name} ${role}`)).toEqual([
    "青河市发展改革委 LEAD",
    "青河市商务局 RESPONSIBLE",
  ]);
  // The first sentence was reworded; the one that was struck out does not come back.
  expect(after.actionItems.map((item) => item.trim())).toEqual(["全年新建5个合作园区。"]);
  expect(after.indicators.map(({ name, target }) => [name, target])).toEqual([["合作园区", 6]]);
});

test("what was set by hand in the preview is not washed out by reading the notice again", async () => {
  const first = await begin(admin, NOTICE, NOW);
  await set(first.id, 2, "2026-11-30");
  await rewrite(first.id, 4, "长期结对", "长期结对帮扶");
  const { planId } = await publish(admin, await settle(admin, first.id), NOW);
  const stands = () =>
    db().workPoint.findMany({
      where: { planId },
      orderBy: { number: "asc" },
      select: { title: true, dueOn: true },
    });
  const before = await stands();
  expect(before[0]?.dueOn).toEqual(new Date("2026-10-31"));
  const again = await settle(admin, (await begin(admin, NOTICE, NOW)).id);
  const told = (view: ImportView) =>
    (view.differences?.list ?? []).map((each) => [
      each.key.replace(/\d+/, ""),
      "byHand" in each && each.byHand,
    ]);
  expect(told(again)).toEqual([
    ["point::due", true],
    ["point::text", true],
  ]);
  expect(again.differences?.list.map((each) => each.kind)).toEqual(["DUE", "TEXT"]);
  // A day that is set in the new preview is meant so.
  await set(again.id, 2, "2026-11-15");
  const meant = await getImport(admin, again.id);
  expect(told(meant)).toEqual([
    ["point::due", false],
    ["point::text", true],
  ]);
  // And one the notice itself moves is proposed, as nobody set it.
  const moved = await begin(admin, NOTICE.replace("10月31日前", "12月15日前"), NOW);
  const list = (await settle(admin, moved.id)).differences?.list ?? [];
  expect(
    list.flatMap((each) =>
      "number" in each && each.number === 1 ? [each.kind, "byHand" in each && each.byHand] : [],
    ),
  ).toEqual(["TEXT", false, "DUE", false]);
  // Head and all: the day of the whole plan set by hand stays as well.
  const { title, documentNumber, issuedOn, year } = meant.content;
  await setHead(
    admin,
    { ...draft(meant), title, documentNumber, issuedOn, year, dueOn: "2026-12-20" },
    NOW,
  );
  const whole = await getImport(admin, again.id);
  await publish(admin, whole, NOW);
  const third = await settle(admin, (await begin(admin, NOTICE, NOW)).id);
  const due = third.differences?.list.filter(({ kind }) => kind === "DUE") ?? [];
  expect(due.length).toBeGreaterThan(2);
  expect(due.every((each) => "byHand" in each && each.byHand)).toBe(true);
});

test("a point without a body has no 举措, and one it was given before ends today", async () => {
  const text = NOTICE.replace("开展支教帮扶。（", "开展支教帮扶。\n（").replace("8号", "18号");
  const view = await settle(admin, (await begin(admin, text, NOW)).id);
  expect(point(view, 3).actionItems).toEqual([]);
  const { planId } = await publish(admin, view, NOW);
  const standing = () =>
    db().actionItem.findMany({
      where: { point: { planId }, removedOn: null },
      select: { id: true, text: true },
      orderBy: { id: "asc" },
    });
  const before = await standing();
  expect(before.filter((item) => item.text.trim() === "")).toEqual([]);
  const { id: pointId } = await db().workPoint.findFirstOrThrow({ where: { planId, number: 3 } });
  const empty = await db().actionItem.create({ data: { pointId, position: 1, text: "\n\u3000" } });
  expect((await leftItems(db(), planId)).map(({ id }) => id)).not.toContain(empty.id);
  const folder = "prisma/migrations/20261128400100_empty_items";
  await db().$executeRawUnsafe(readFileSync(`${folder}/migration.sql`, "utf8"));
  expect(await standing()).toEqual(before);
  const ended = await db().actionItem.findUniqueOrThrow({ where: { id: empty.id } });
  expect(ended.removedOn).not.toBeNull();
});
