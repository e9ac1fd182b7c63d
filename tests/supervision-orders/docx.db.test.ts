import { strFromU8, unzipSync } from "fflate";
import { extractRawText } from "mammoth";
import { beforeAll, describe, expect, test } from "vitest";
import { saveHead } from "@/lib/bulletins/commands";
import { issueBulletin } from "@/lib/bulletins/issue";
import { getBulletin } from "@/lib/bulletins/queries";
import { createBulletin } from "@/lib/bulletins/start";
import { getOrder, type OrderView } from "@/lib/dashboards/orders";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import { exportOrder } from "@/lib/supervision-orders/commands";
import { withDatabase } from "../support/database";
import { hireThem, JINAN, who } from "../support/directive-people";
import { askAgain, reply, withdraw } from "../support/directives";
import { order } from "../support/orders";
import { actorNamed, at } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

hireThem();

let id = 0;
let view: OrderView;
let name = "";
let xml = "";
let lines: string[] = [];

/** A file as another program opens it. */
async function opened(orderId: number, day: string, by = "leader") {
  const file = await exportOrder(await actorNamed(by), orderId, at(day));
  const bytes = Buffer.concat(file.pieces);
  const { value } = await extractRawText({ buffer: bytes });
  return {
    name: file.name,
    xml: strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array()),
    lines: value.split("\n").filter((line) => line !== ""),
  };
}

beforeAll(async () => {
  id = await order("reviewer", "2024-09-02", {
    grade: "YELLOW",
    text: "请查明<原因>。\n逐项写明完成时间。",
  });
  await askAgain(
    who.reviewer,
    await reply(who.staff, id, "2024-09-05", { text: "已经补报，措施附后。" }),
    "2024-09-06",
  );
  const leader = await actorNamed("leader");
  ({ view } = await getOrder(leader, await getBoard(leader, "2024-09-06"), id));
  ({ name, xml, lines } = await opened(id, "2024-09-06"));
});

describe("a 督办单 in Word", () => {
  test("says its grade by word and colour, its number, whom it addresses, why, what and by when", () => {
    const title = view.target.title;
    expect(name).toBe(`督办单_黄督〔2024〕1号_${title.slice(0, 30)}.docx`);
    const letter = lines.slice(0, lines.indexOf("附件"));
    expect(letter).toEqual([
      "督办单",
      "（黄色督办）",
      "黄督〔2024〕1号",
      `${JINAN}：`,
      "一、督办事项",
      `《济南—临沂对口合作2024年工作要点》第20项：${title}（济南侧第1次督办）`,
      "二、督办事由",
      view.order.reason,
      "三、督办要求",
      "请查明<原因>。",
      "逐项写明完成时间。",
      "四、答复时限",
      "请于2024年9月20日前答复办理情况，并附佐证材料。",
      "附件：督办单回执",
      "济南市人民政府办公厅　临沂市人民政府办公室",
      "2024年9月2日",
    ]);
    expect(xml).toMatch(/w:color w:val="9A6700"[\s\S]*?（黄色督办）/);
  });

  test("keeps the time to answer, the line of the annex, who signs and the day on one page", () => {
    const paragraphs = xml.split("<w:p>").map((each) => each.split("</w:p>")[0] ?? "");
    const from = paragraphs.findIndex((each) => each.includes("四、答复时限"));
    const held = paragraphs.slice(from, from + 7);
    expect(held[1]).toContain("请于2024年9月20日前答复");
    expect(held[3]).toContain("附件：督办单回执");
    expect(held[5]).toContain("济南市人民政府办公厅");
    expect(held[6]).toContain("2024年9月2日");
    const keeps = held.map((each) => each.includes("<w:keepNext/>"));
    expect(keeps).toEqual([true, true, true, true, true, true, false]);
  });

  test("is signed by the office of the bulletin issued last by its day, never by a person's post", async () => {
    const reviewer = await actorNamed("reviewer");
    const office = "临沂市人民政府办公室";
    const issue = async (day: string, issuingOffice: string) => {
      const bulletinId = await createBulletin(reviewer, { kind: "MONTHLY", asOf: day }, at(day));
      const { title, recipients } = await getBulletin(reviewer, bulletinId);
      const head = { bulletinId, version: 1, title, recipients, issuingOffice };
      await saveHead(reviewer, head, at(day));
      const { seal } = await getBulletin(reviewer, bulletinId);
      await issueBulletin(reviewer, { bulletinId, seal }, at(day));
    };
    await issue("2024-09-01", office);
    await issue("2024-09-03", "另一个机关");
    const signature = (await opened(id, "2024-09-06")).lines;
    expect(signature[signature.indexOf("2024年9月2日") - 1]).toBe(office);
    expect(signature.join()).not.toContain(view.issuedBy);
    // What is begun next takes it over.
    const next = { kind: "MONTHLY", asOf: "2024-09-04" } as const;
    const draft = await createBulletin(reviewer, next, at("2024-09-04"));
    expect((await getBulletin(reviewer, draft)).issuingOffice).toBe("另一个机关");
  });

  test("has a 回执 that is empty where the unit has still to write", async () => {
    const asked = await order("reviewer", "2024-09-02", { grade: "RED", seen: 1 });
    const { lines: blank } = await opened(asked, "2024-09-03");
    const receipt = blank.slice(blank.indexOf("附件"));
    const filled = receipt.slice(receipt.indexOf("办理情况"));
    expect(filled).toEqual(
      "办理情况 佐证材料 答复日期 办理状态 答复意见 经办人 单位（盖章）".split(" "),
    );
  });

  test("has a 回执 that fits one page, its last rows held together", () => {
    const rows = xml.slice(xml.indexOf("<w:tbl>")).split("<w:tr>").slice(1);
    const least = rows.map((row) => Number(/w:trHeight w:val="(\d+)"/.exec(row)?.[1]));
    // 附件, the title and an empty line above; a row has 95 twips of margins and lines besides, and some
    // text takes two more lines; 22 lines of 579 twips a page.
    const rest = least.reduce((sum, each) => sum + each + 95, 0);
    expect(2 * 579 + 680 + rest + 2 * 300).toBeLessThan(22 * 579);
    const from = rows.findIndex((row) => row.includes("答复日期"));
    const kept = rows.map((row) => row.includes("<w:keepNext/>"));
    expect(kept.indexOf(true)).toBe(from);
    expect(kept.slice(from)).toEqual([true, true, true, true, false]);
    expect(rows.slice(from).every((row) => row.includes("<w:cantSplit/>"))).toBe(true);
  });

  test("has a 回执 of the unit with what was answered so far", () => {
    const receipt = lines.slice(lines.indexOf("附件"));
    const besides = (label: string) => receipt[receipt.indexOf(label) + 1];
    expect(besides("督办单")).toBe("黄督〔2024〕1号（黄色）");
    expect(besides("要点")).toBe(`第20项　${view.target.title}`);
    expect(besides("承办单位")).toBe(JINAN);
    expect(besides("答复时限")).toBe("2024年9月27日");
    expect(besides("办理情况")).toBe("已经补报，措施附后。");
    expect(besides("答复日期")).toBe("2024年9月5日");
    expect(besides("办理状态")).toBe("要求补充");
    expect(besides("答复意见")).toBe("请写明到岗时间。");
    expect(receipt).toContain("单位（盖章）");
  });

  test("has the page, grid and fonts of GB/T 9704", () => {
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(xml).toMatch(/<w:pgMar w:top="2097" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(xml).toContain('w:type="lines" w:linePitch="579"');
    for (const font of ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"]) {
      expect(xml).toContain(`w:eastAsia="${font}"`);
    }
  });

  test("has every answer with its day once there are several", async () => {
    await reply(who.staff, id, "2024-09-08", { seen: 1, text: "责任人已明确。" });
    const { lines: later } = await opened(id, "2024-09-08");
    const from = later.indexOf("办理情况");
    expect(later.slice(from + 1, from + 3)).toEqual([
      "2024年9月5日：已经补报，措施附后。",
      "2024年9月8日：责任人已明确。",
    ]);
  });

  test("is given to whoever may read the order, noted in the audit log, and to nobody else", async () => {
    const count = () => db().auditEntry.count({ where: { action: "order.export" } });
    const before = await count();
    expect((await opened(id, "2024-09-06", "staff")).name).toBe(name);
    expect(await count()).toBe(before + 1);
    for (const by of ["stranger", "auditor"]) {
      const refused = exportOrder(await actorNamed(by), id, at("2024-09-06"));
      expect(await refusalOf(refused)).toBe("NOT_FOUND");
    }
  });

  test("says so when it was withdrawn, and why", async () => {
    await withdraw(who.reviewer, id, "2024-09-10");
    const later = await opened(id, "2024-09-10");
    expect(later.lines[0]).toBe("（已于2024年9月10日撤回）");
    expect(later.lines).toContain("以调度会要求为准。");
  });
});
