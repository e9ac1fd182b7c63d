import { describe, expect, test } from "vitest";
import { readHead } from "@/lib/documents/head";

const head = (...lines: string[]) =>
  readHead(lines.map((text, index) => ({ line: index + 1, text })));

describe("the head of a notice", () => {
  test("the title is the one that is issued, not another in 《》", () => {
    expect(head("为落实《实施方案》，现将《甲—乙对口合作2025年工作要点》印发给你们。").title).toBe(
      "甲—乙对口合作2025年工作要点",
    );
    expect(head("某省人民政府印发《若干政策措施》的通知").title).toBe("若干政策措施");
    expect(head("某市关于印发行动方案（2024—2027年）的通知").title).toBe("行动方案（2024—2027年）");
    expect(head("甲市 2025 年工作要点").title).toBe("甲市2025年工作要点");
  });

  test.each([
    ["杭州—丽水对口合作2025年工作要点", ["杭州市", "杭州"], ["丽水市", "丽水"]],
    ["杭州市、丽水市2025年对口合作重点任务分解方案", ["杭州市", "杭州"], ["丽水市", "丽水"]],
    ["2025年北京市与和田地区对口协作工作要点", ["北京市", "北京"], ["和田地区", "和田"]],
    ["沈阳市和北京市对口合作实施方案", ["沈阳市", "沈阳"], ["北京市", "北京"]],
    ["宁波—凉山州东西部协作2025年工作要点", ["宁波市", "宁波"], ["凉山州", "凉山"]],
  ])("%s is of two cities, in its order", (title, ...cities) => {
    const expected = cities.map(([name, shortName]) => ({ name, shortName }));
    expect(head(`现将《${title}》印发给你们。`).cities).toEqual(expected);
  });

  test("a title without cities leaves them to the offices that issue", () => {
    const { cities } = head(
      "甲乙市人民政府办公厅 丙丁市人民政府办公室",
      "现将《对口合作工作要点》印发。",
    );
    expect(cities.map((city) => city.name)).toEqual(["甲乙市", "丙丁市"]);
  });

  test("the date is a line of its own; a day inside the text is none", () => {
    expect(head("自2024年7月1日起施行。", "2024 年 6 月 3 日").issuedOn).toBe("2024-06-03");
    expect(head("2024年13月3日").issuedOn).toBe("");
  });

  test("the year is the title's before the date's", () => {
    expect(head("现将《甲—乙对口合作2025年工作要点》印发。", "2024年12月30日").year).toBe(2025);
    expect(head("现将《工作要点》印发。", "2024年12月30日").year).toBe(2024);
    expect(head("无").year).toBe(0);
  });

  test("the document number is kept as written", () => {
    expect(head("粤府办〔2024〕6号").documentNumber).toBe("粤府办〔2024〕6号");
    expect(head("甲办发[2024] 12 号").documentNumber).toBe("甲办发[2024] 12 号");
  });
});
