import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentFault } from "@/lib/evidence/file-kind";
import { kindOfName } from "@/lib/evidence-kinds";
import { docx, jpeg, ole, pdf, png, SAMPLES, webp, xlsx, zip } from "./samples";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duban-kinds-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function faultOf(name: string, bytes: Uint8Array): Promise<string | null> {
  const file = path.join(folder, "file");
  await writeFile(file, bytes);
  const kind = kindOfName(name);
  if (kind === null) throw new Error(`${name} is of no kind`);
  return contentFault(file, bytes.length, name, kind);
}

const WORD_IN_ZIP = { "[Content_Types].xml": "", "word/document.xml": "" };

describe("a file whose content is what its name promises", () => {
  test.each(Object.keys(SAMPLES))("is taken: .%s, in capitals too", async (ending) => {
    const bytes = SAMPLES[ending]?.() ?? Buffer.alloc(0);
    expect(await faultOf(`材料.${ending}`, bytes)).toBeNull();
    expect(await faultOf(`材料.${ending.toUpperCase()}`, bytes)).toBeNull();
  });

  test("is taken when WPS wrote it as a zip, or a Word file carries a table of Excel", async () => {
    expect(await faultOf("材料.wps", docx())).toBeNull();
    expect(await faultOf("材料.et", xlsx())).toBeNull();
    expect(await faultOf("材料.doc", ole("WordDocument", "Workbook"))).toBeNull();
  });
});

describe("a file in disguise", () => {
  test("of any kind under the name of any other is refused with a sentence that names it", async () => {
    const same = [
      ["doc", "wps"],
      ["docx", "wps"],
      ["xls", "et"],
      ["xlsx", "et"],
      ["jpg", "jpeg"],
    ];
    for (const [ending, make] of Object.entries(SAMPLES)) {
      for (const claimed of Object.keys(SAMPLES)) {
        const alike =
          ending === claimed ||
          same.some((pair) => pair.includes(ending) && pair.includes(claimed));
        if (alike) continue;
        const fault = await faultOf(`材料.${claimed}`, make());
        expect(fault, `${ending} as ${claimed}`).toContain(`“材料.${claimed}”的内容与扩展名不符`);
        expect(fault).toContain("可以上传：PDF、OFD、Word");
      }
    }
  });

  test.each<[string, string | Uint8Array]>([
    ["a page", "<!doctype html><script>alert(1)</script>"],
    ["a page behind blanks", "   \n<html>%PDF-1.4"],
    ["a drawing with scripts", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ["a program", Buffer.concat([Buffer.from("MZ\x90\0"), Buffer.alloc(200)])],
    ["an installer", ole("SummaryInformation", "Property")],
    ["an archive", zip({ "a.html": "<html>" })],
    ["text", "%PD"],
  ])("is refused: %s as each kind", async (_, content) => {
    for (const ending of Object.keys(SAMPLES)) {
      expect(await faultOf(`通知.${ending}`, Buffer.from(content)), ending).not.toBeNull();
    }
  });

  test("is refused: a document with macros, and one nobody can look into for its password", async () => {
    const macros = zip({ ...WORD_IN_ZIP, "word/vbaProject.bin": "x" });
    expect(await faultOf("材料.docx", macros)).toContain("带有宏");
    expect(await faultOf("材料.docx", ole("EncryptedPackage"))).toContain("加了密码");
    const locked = docx();
    const directory = locked.lastIndexOf(Buffer.from("PK\x01\x02", "latin1"));
    locked.writeUInt16LE(locked.readUInt16LE(directory + 8) | 1, directory + 8);
    expect(await faultOf("材料.docx", locked)).toContain("加了密码");
  });
});

describe("a file bomb", () => {
  const zeros = (megabytes: number) => new Uint8Array(megabytes * 2 ** 20);

  test("that unpacks to more than 200 MB is refused without unpacking it", async () => {
    const bomb = zip({ ...WORD_IN_ZIP, "word/media/a.xml": zeros(210) });
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect(await faultOf("材料.docx", bomb)).toContain("解压后过大");
  }, 30_000);

  test("of smaller size that grows two hundredfold is refused", async () => {
    const bomb = zip({ "OFD.xml": "", "Doc_0/Pages/a.xml": zeros(25) });
    expect(await faultOf("材料.ofd", bomb)).toContain("解压后过大");
  });

  test("that claims a size beyond all bounds is refused", async () => {
    const bomb = xlsx();
    const directory = bomb.indexOf(Buffer.from("PK\x01\x02", "latin1"));
    bomb.writeUInt32LE(0xffffffff, directory + 24);
    expect(await faultOf("材料.xlsx", bomb)).toContain("解压后过大");
  });

  test.each<[string, (width: number, height: number) => Buffer, [number, number]]>([
    ["png", png, [60_000, 60_000]],
    ["jpg", jpeg, [60_000, 60_000]],
    ["jpeg", (width, height) => jpeg(width, height, 0xc2), [65_535, 4_000]],
    ["webp", webp, [16_383, 16_383]],
    ["webp", (width, height) => webp(width, height, "VP8L"), [16_384, 16_384]],
    ["webp", (width, height) => webp(width, height, "VP8X"), [2 ** 24, 2 ** 24]],
  ])(
    "made of a picture's pixels is refused whatever its kind, a large plan is not: .%s",
    async (ending, picture, most) => {
      const [width, height] = most;
      expect(await faultOf(`图.${ending}`, picture(width, height))).toBe(
        `“图.${ending}”的像素过多（${width} × ${height}），请缩小后再上传。`,
      );
      expect(await faultOf(`图.${ending}`, picture(14_000, 10_000))).toBeNull();
    },
  );

  test("of a picture is found behind padding and long notes; one that names no size is damaged", async () => {
    const huge = jpeg(60_000, 60_000);
    const note = Buffer.alloc(65_537, 0x41);
    note.writeUInt32BE(0xffe2ffff, 0);
    const start = huge.subarray(0, 2);
    for (const between of [
      note,
      Buffer.concat([note, note]),
      Buffer.alloc(500),
      Buffer.alloc(9, 0xff),
    ]) {
      const hidden = Buffer.concat([
        start,
        Buffer.from("ffe00004aabb", "hex"),
        between,
        huge.subarray(2),
      ]);
      expect(await faultOf("图.jpg", hidden)).toContain("像素过多");
    }
    for (const picture of [
      Buffer.concat([start, Buffer.from("ffda0008", "hex"), Buffer.alloc(40)]),
      Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(60)]),
      jpeg(0, 40),
    ]) {
      expect(await faultOf("图.jpg", picture)).toContain("已损坏");
    }
    expect(
      await faultOf("图.webp", Buffer.from("RIFF\x24\0\0\0WEBPJUNK".padEnd(64, "\0"))),
    ).toContain("已损坏");
    expect(await faultOf("图.png", png(0, 10))).toContain("已损坏");
  });

  test("an ordinary large table is no bomb", async () => {
    expect(
      await faultOf("台账.xlsx", zip({ ...WORD_IN_ZIP, "xl/sheet1.xml": zeros(15) })),
    ).toBeNull();
  });
});

describe("a damaged file", () => {
  test("cut off at any place is refused or taken, never a surprise", async () => {
    for (const ending of ["docx", "ofd", "doc", "xls", "png", "jpg", "webp", "pdf"]) {
      const whole = SAMPLES[ending]?.() ?? Buffer.alloc(0);
      for (let end = 0; end < whole.length; end += 7) {
        await faultOf(`材料.${ending}`, whole.subarray(0, end));
      }
    }
    expect(await faultOf("材料.docx", docx().subarray(0, -30))).toContain("已损坏");
  });

  test("with bytes changed anywhere is refused or taken, never a surprise, and soon", async () => {
    const change = fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("docx", "doc", "xlsx", "xls", "jpg", "webp"),
        change,
        async (ending, changes) => {
          const bytes = SAMPLES[ending]?.() ?? Buffer.alloc(0);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const began = performance.now();
          await faultOf(`材料.${ending}`, bytes);
          expect(performance.now() - began).toBeLessThan(2000);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("whose chain runs in a circle ends", async () => {
    const circle = ole("WordDocument");
    circle.writeUInt32LE(1, 516);
    expect(await faultOf("材料.doc", circle)).toContain("内容与扩展名不符");
  });

  test("a PDF that begins with a byte order mark is a PDF", async () => {
    const marked = Buffer.concat([Buffer.from("efbbbf", "hex"), pdf()]);
    expect(await faultOf("材料.pdf", marked)).toBeNull();
  });
});
