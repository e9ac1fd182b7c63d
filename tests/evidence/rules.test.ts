import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ACCEPT,
  contentDisposition,
  EVIDENCE_KINDS,
  MAX_NAME,
  nameFault,
  readingAction,
} from "@/lib/evidence/rules";
import { uploadEvidenceInput } from "@/lib/evidence/schema";
import {
  fileFault,
  fileSize,
  hasPreview,
  kindOfName,
  kindWord,
  totalFault,
} from "@/lib/evidence-kinds";
import { mayWrite } from "@/lib/periods/rules";

const MB = 2 ** 20;
const LIMITS = { file: 20 * MB, report: 200 * MB };

describe("names", () => {
  test.each([
    "合作协议（签字版）.pdf",
    "📄 现场 照片 1.png",
    "𠮷林𰻝面.docx",
    "👨‍👩‍👧.png",
    "a'b\"c;d%20&e=f#?.pdf",
    ".pdf",
    " 前后有空格 .pdf",
    "..报告.pdf",
    "e\u0301.pdf",
    `${"长".repeat(83)}.pdf`,
  ])("are kept exactly: %s", (name) => {
    expect(nameFault(name)).toBeNull();
    const input = { assignmentId: "1", month: "2024-09-01", name };
    expect(uploadEvidenceInput.parse(input).name).toBe(name);
  });

  test.each<[string, string]>([
    ["with a path", "../../etc/passwd.pdf"],
    ["with a path of Windows", "C:\\材料\\a.pdf"],
    ["of a folder", ".."],
    ["with a line break", "a\nb.pdf"],
    ["with a zero byte", "a\0.pdf"],
    ["with a deleting character", "a\x7f.pdf"],
    ["with a control character of the second set", "a\x85.pdf"],
    ["that turns the reading direction", "合同\u202Efdp.exe.pdf"],
    ["that isolates a reading direction", "a\u2066b.pdf"],
    ["with half a character", "a\ud842.pdf"],
    ["that is empty", "  "],
    ["longer than a file system takes", `${"长".repeat(84)}.pdf`],
  ])("are refused with a sentence: %s", (_, name) => {
    expect(nameFault(name)).toMatch(/文件/);
    const input = { assignmentId: "1", month: "2024-09-01", name };
    expect(uploadEvidenceInput.safeParse(input).success).toBe(false);
  });

  test("that pass go through a download's header and come back exactly", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 80 }), (name) => {
        fc.pre(nameFault(name) === null);
        const header = contentDisposition(name, "attachment");
        expect(header).toMatch(
          /^attachment; filename="[^"\\%]*"; filename\*=UTF-8''[\w.!#$&+\-^`|~%]*$/,
        );
        expect(decodeURIComponent(header.split("UTF-8''")[1] ?? "")).toBe(name);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(MAX_NAME);
      }),
    );
  });
});

describe("kinds", () => {
  test("are told by the ending of the name alone, whatever its case", () => {
    expect(kindOfName("a.PDF")).toBe("PDF");
    expect(kindOfName("a.pdf.html")).toBeNull();
    expect(kindOfName("pdf")).toBeNull();
    expect(kindOfName("a.")).toBeNull();
    expect(kindOfName("a.jpeg")).toBe("JPEG");
  });

  test("the chooser offers every ending, and every kind has its word", () => {
    for (const ending of ACCEPT.split(",")) expect(kindOfName(`a${ending}`)).not.toBeNull();
    expect(ACCEPT).toContain(".ofd");
    expect(kindWord("XLSX")).toBe("Excel");
    expect(kindWord("toString")).toBe("toString");
  });

  test("only PDF and pictures are shown in the browser, none of them as a page", () => {
    const shown = Object.keys(EVIDENCE_KINDS).filter(hasPreview);
    expect(shown).toEqual(["PDF", "PNG", "JPEG", "WEBP"]);
    for (const { type } of Object.values(EVIDENCE_KINDS))
      expect(type).not.toMatch(/html|xml$|svg|text/);
  });
});

describe("sizes", () => {
  test("an empty file, one too large and one of another kind are refused by name", () => {
    expect(fileFault("a.pdf", 0, LIMITS)).toBe("“a.pdf”是空文件（0 字节），请检查后重新选择。");
    expect(fileFault("a.pdf", 20 * MB, LIMITS)).toBeNull();
    expect(fileFault("a.pdf", 20 * MB + 1, LIMITS)).toContain("20 MB 的上限");
    expect(fileFault("a.svg", 10, LIMITS)).toContain(
      "“a.svg”不是可以上传的类型；可以上传：PDF、OFD",
    );
  });

  test("the files of a report share one limit", () => {
    expect(totalFault("a.pdf", 10 * MB, 190 * MB, LIMITS)).toBeNull();
    expect(totalFault("a.pdf", 10 * MB + 1, 190 * MB, LIMITS)).toContain("200 MB 的总上限");
  });

  test.each([
    [1, "1 字节"],
    [1024, "1 KB"],
    [1_400_000, "1.3 MB"],
    [20 * MB, "20 MB"],
    [MB, "1 MB"],
  ])("%d bytes read as %s", (bytes, text) => {
    expect(fileSize(bytes)).toBe(text);
  });
});

test("a file is read by whoever may read what carries it", () => {
  expect(readingAction({ approved: true, submitted: true })).toBe("plan.read");
  expect(readingAction({ approved: false, submitted: true })).toBe("update.read");
  expect(readingAction({ approved: false, submitted: false })).toBe("draft.read");
});

test("files are changed until the report is handed in, and again once it is decided", () => {
  expect(["NONE", "RETURNED", "APPROVED"].filter(mayWrite)).toHaveLength(3);
  expect(mayWrite("PENDING")).toBe(false);
});
