import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { printedLines } from "@/lib/documents/lines";
import { readNotice } from "@/lib/documents/notice";
import { linesApart, readingApart } from "@/lib/documents/thread";
import { HEAD } from "./read";

const long = `${HEAD}一、任务\n${Array.from(
  { length: 900 },
  (_, index) =>
    `${index + 1}.建设园区。推进合作，举办活动，完善机制，培育企业。（责任单位：市教育局）`,
).join("\n")}`;

/** The longest time in ms for which nothing else could be done. */
async function blocked(work: Promise<unknown>): Promise<number> {
  let [longest, last, done] = [0, performance.now(), false];
  const end = work.finally(() => {
    done = true;
  });
  while (!done) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  await end;
  return longest;
}

test("a long text is read apart, says the same and holds nobody up", async () => {
  const source = printedLines(long);
  const work = readingApart(source, [], []);
  expect(await blocked(work)).toBeLessThan(1_000);
  expect(await work).toEqual(readNotice(source));
}, 30_000);

test("a large Word file is read apart, and one that is damaged is refused with what to do", async () => {
  const noise = Array.from({ length: 200_000 }, (_, at) => (at * 7919) % 251);
  const word = zipSync({
    "word/document.xml": strToU8(
      "<w:document><w:body><w:p><w:r><w:t>一、任务</w:t></w:r></w:p></w:body></w:document>",
    ),
    "word/media/image1.png": [Uint8Array.from(noise), { level: 0 }],
  });
  expect(word.length).toBeGreaterThan(100 << 10);
  expect((await linesApart("通知.docx", word)).map(({ text }) => text)).toEqual(["一、任务"]);
  await expect(linesApart("通知.docx", word.slice(0, 150_000))).rejects.toMatchObject({
    name: "Refusal",
    message: expect.stringContaining("通知.docx"),
  });
}, 30_000);

test("what unpacks to more than a thread's share is refused there, and the portal goes on", async () => {
  const paragraphs = "<w:p/>".repeat(8_000_000);
  const bytes = zipSync({
    "word/document.xml": strToU8(`<w:document><w:body>${paragraphs}</w:body></w:document>`),
  });
  // Small as it is, it is not unpacked where everybody waits for it.
  expect(bytes.length).toBeLessThan(100 << 10);
  const before = process.memoryUsage().heapUsed;
  const work = linesApart("通知.docx", bytes);
  const refused = expect(work).rejects.toMatchObject({
    name: "Refusal",
    message: expect.stringContaining("请只留下通知和要点"),
  });
  expect(await blocked(work.catch(() => undefined))).toBeLessThan(1_000);
  await refused;
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 << 20);
}, 30_000);
