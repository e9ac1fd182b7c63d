import { strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { startImportInput } from "@/lib/imports/schema";
import { startImport } from "@/lib/imports/start";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { begin, NOTICE } from "./notices";

withDatabase({ template: "empty" });

const NOW = at("2025-02-10");
let admin: Actor;

beforeAll(async () => {
  admin = await hire("wenjian", "ADMIN");
});

const docx = (paragraphs: string[]) =>
  zipSync({
    "word/document.xml": strToU8(
      `<?xml version="1.0"?><w:document><w:body>${paragraphs
        .map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`)
        .join("")}</w:body></w:document>`,
    ),
  });

/** The same notice with pictures of so many megabytes, which do not get smaller by packing. */
const pictured = (megabytes: number) => {
  const media = new Uint8Array(megabytes << 20);
  for (let at = 0; at < media.length; at += 1) media[at] = (at * 7919 + (at >> 8)) % 251;
  const { "word/document.xml": document } = unzipSync(docx(NOTICE.trim().split("\n")));
  return zipSync(
    { "word/document.xml": document ?? new Uint8Array(), "word/media/image1.png": media },
    { level: 0 },
  );
};

const bytesOf = (...begin: number[]) => Uint8Array.from([...begin, ...Array(600).fill(7)]);

describe("a file that is no notice is refused with what to do", () => {
  const bomb = zipSync({ "word/document.xml": new Uint8Array(200_000_000) }, { level: 9 });
  test.each<[string, string, Uint8Array, RegExp]>([
    ["an empty file", "空.txt", new Uint8Array(), /空文件/],
    ["a file of blanks", "空白.txt", strToU8(" \n\n　\n"), /没有文字/],
    ["a .doc", "旧.doc", bytesOf(0xd0, 0xcf, 0x11, 0xe0), /旧版 Word.*另存为 \.docx/],
    ["a .doc that calls itself .docx", "旧.docx", bytesOf(0xd0, 0xcf, 0x11, 0xe0), /旧版 Word/],
    ["a PDF", "通知.pdf", strToU8("%PDF-1.7 ...."), /PDF/],
    ["a picture", "扫描.png", bytesOf(0x89, 0x50, 0x4e, 0x47), /图片/],
    ["a picture called .docx", "扫描.docx", bytesOf(0xff, 0xd8, 0xff), /图片/],
    ["a .docx that unpacks to 200 MB", "炸弹.docx", bomb, /./],
    ["a .docx cut off", "半截.docx", docx(["青河市2025年工作要点"]).slice(0, 120), /./],
    [
      "five million characters",
      "长.txt",
      strToU8("要点。".repeat(1_700_000)),
      /一份通知不会超过 30 万字/,
    ],
    ["twenty-one megabytes", "大.txt", new Uint8Array(21 << 20).fill(0x41), /超过 20 MB/],
    ["a .docx with 21 MB of pictures", "图多.docx", pictured(21), /超过 20 MB.*去掉图片/],
  ])("%s", async (_, name, bytes, sentence) => {
    const before = await db().import.count();
    const begun = performance.now();
    const work = startImport(
      admin,
      { text: "", cityIds: [], newCities: [], file: { name, bytes } },
      NOW,
    );
    await expect(work).rejects.toThrow(sentence);
    await expect(work).rejects.toHaveProperty("name", "Refusal");
    // Refused before anything slow is done with it.
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(await db().import.count()).toBe(before);
  });

  test("no file and no text", async () => {
    await expect(begin(admin, " \n ", NOW)).rejects.toThrow("请选择文件，或粘贴通知的文字。");
  });

  test("a city that is no name", () => {
    const input = startImportInput.safeParse({ text: NOTICE, newCities: "青河市、City" });
    expect(input.error?.issues[0]?.message).toContain("城市请写全称");
  });
});

describe("what can be read is kept as it stands", () => {
  test("GB18030, UTF-8 and Word say the same", async () => {
    const views = await Promise.all([
      begin(admin, NOTICE, NOW),
      begin(admin, "", NOW, { file: { name: "通知.txt", bytes: gb18030(NOTICE) } }),
      begin(admin, "", NOW, {
        file: { name: "通知.docx", bytes: docx(NOTICE.trim().split("\n")) },
      }),
    ]);
    const [pasted, ...files] = views.map(({ content }) => content);
    for (const content of files) expect(content).toEqual(pasted);
    expect(new Set(views.map(({ sha256 }) => sha256)).size).toBe(3);
  });

  test("pictures of nineteen megabytes are left alone, and nothing of the text is lost", async () => {
    const [plain, large] = await Promise.all([
      begin(admin, NOTICE, NOW),
      begin(admin, "", NOW, { file: { name: "图多.docx", bytes: pictured(19) } }),
    ]);
    expect(large.content).toEqual(plain.content);
  });

  test("a table pasted from Word is read by its columns", async () => {
    const table = [
      "青河市2025年重点任务分工表",
      "序号\t工作任务\t牵头单位\t配合单位\t完成时限",
      "1\t建设产业园区\t市发展改革委\t市财政局、市商务局\t2025年6月底前",
      "2\t举办推介会\t市文化和旅游局\t\t2025年10月底前",
    ].join("\n");
    const { content } = await begin(admin, table, NOW, { newCities: ["青河市"] });
    const points = content.chapters.flatMap((chapter) => chapter.points);
    const read = points.map(
      ({ number, title, units }) =>
        `${number} ${title} ${units.map(({ role, name }) => `${role} ${name}`).join(" ")}`,
    );
    expect(read).toEqual([
      "1 建设产业园区 LEAD 青河市发展改革委 SUPPORT 青河市财政局 SUPPORT 青河市商务局",
      "2 举办推介会 LEAD 青河市文化和旅游局",
    ]);
    expect(points.map(({ deadlines }) => deadlines.map(({ date }) => date))).toEqual([
      ["2025-06-30"],
      ["2025-10-31"],
    ]);
  });

  test("a text without any point becomes a draft that says so and cannot be published", async () => {
    const view = await begin(admin, "这里只有一段话，没有序号。", NOW);
    expect(view.questions.map(({ place }) => place)).toContain("points");
    expect(view.content.foreword + view.content.afterword).toContain("没有序号");
  });

  test("points without a clause are asked about, once", async () => {
    const bare = NOTICE.replaceAll(/（责任单位：[^）]*）/g, "");
    const view = await begin(admin, bare, NOW);
    expect(
      view.content.warnings.filter(({ message }) => message.includes("没有读到责任单位")),
    ).toHaveLength(2);
    expect(view.questions.map(({ place }) => place)).toEqual(["warnings"]);
  });

  test("cities given by hand hold, whatever the title says", async () => {
    const view = await begin(admin, NOTICE, NOW, { newCities: ["青河市"] });
    expect(view.content.cities).toEqual([{ name: "青河市", shortName: "青河" }]);
  });

  test("what was given never changes, in the database itself", async () => {
    const { id } = await begin(admin, NOTICE, NOW);
    await expect(db().import.update({ where: { id }, data: { source: [] } })).rejects.toThrow();
    await expect(db().import.delete({ where: { id } })).rejects.toThrow();
    await db().import.update({ where: { id }, data: { state: "DISCARDED", endedAt: NOW } });
    await expect(db().import.update({ where: { id }, data: { version: 9 } })).rejects.toThrow();
    await expect(
      db().import.update({ where: { id }, data: { state: "DRAFT", endedAt: null } }),
    ).rejects.toThrow();
  });
});

/** Chinese in GB18030, by asking the decoder which two bytes each character has. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const character = decoder.decode(Uint8Array.from([high, low]));
      if (!codes.has(character)) codes.set(character, [high, low]);
    }
  }
  return Uint8Array.from(
    [...text].flatMap((character) =>
      character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : (codes.get(character) ?? [0x3f]),
    ),
  );
}
