import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";

const notice = (title: string, issuer: string, units: string) =>
  readNotice(
    `关于印发《${title}》的通知\n甲协作办〔2025〕3号\n${issuer}\n2025年4月2日\n一、章\n1. 做好工作。（责任单位：${units}）`,
  );
const cities = (title: string, issuer = "") =>
  notice(title, issuer, "市教育局").cities.map(({ name }) => name);

describe("the cities of a title", () => {
  test.each([
    ["2025年宁波市与丽水市山海协作工程实施计划", ["宁波市", "丽水市"]],
    ["宁波市和丽水市山海协作2025年工作要点", ["宁波市", "丽水市"]],
    ["宁波市、丽水市山海协作2025年工作要点", ["宁波市", "丽水市"]],
    ["宁波—丽水山海协作2025年工作要点", ["宁波市", "丽水市"]],
    ["关于做好2025年大连市与上海市对口合作工作的实施方案", ["大连市", "上海市"]],
    ["2025年广州市与梅州市对口帮扶协作工作要点", ["广州市", "梅州市"]],
    ["2025年南京市与淮安市结对帮扶工作要点", ["南京市", "淮安市"]],
    ["南京市与淮安市产业合作2025年工作要点", ["南京市", "淮安市"]],
    ["上海市与果洛州对口支援2025年工作计划", ["上海市", "果洛州"]],
    ["南京市与淮安市挂钩帮扶2025年工作要点", ["南京市", "淮安市"]],
    ["广州市与恩施土家族苗族自治州东西部协作2025年工作要点", ["广州市", "恩施土家族苗族自治州"]],
    ["和田市与和龙市对口支援2025年工作要点", ["和田市", "和龙市"]],
    ["济南—临沂对口合作2024年工作要点", ["济南市", "临沂市"]],
    ["成都—甘孜对口支援2025年工作要点", ["成都市", "甘孜州"]],
  ])("%s", (title, expected) => {
    expect(cities(title)).toEqual(expected);
  });

  test.each(["2025年打造市场化、法治化营商环境协同推进方案", "关于医疗、教育共建的实施方案"])(
    "%s names none",
    (title) => {
      expect(cities(title)).toEqual([]);
    },
  );
});

describe("an autonomous prefecture", () => {
  test.each([
    ["杭州市对口支援和区域合作局 恩施州乡村振兴局", "2024年杭恩东西部协作重点任务清单", "恩施州"],
    ["杭州市人民政府办公厅 黔南州人民政府办公室", "2024年东西部协作重点任务清单", "黔南州"],
    [
      "杭州市人民政府办公厅 恩施土家族苗族自治州人民政府办公室",
      "2024年东西部协作重点任务清单",
      "恩施土家族苗族自治州",
    ],
  ])("that issues the notice is one of its cities: %s", (issuer, title, prefecture) => {
    const reading = notice(title, issuer, "市教育局、州教育局、两地商务局");
    expect(reading.cities.map(({ name }) => name)).toEqual(["杭州市", prefecture]);
    expect(pointsOf(reading)[0]?.named.map(({ name }) => name)).toEqual([
      "杭州市教育局",
      `${prefecture}教育局`,
      "杭州市商务局",
      `${prefecture}商务局`,
    ]);
    expect(reading.warnings).toEqual([]);
  });

  test("is one under its short and its full name", () => {
    const reading = notice(
      "广州市与恩施土家族苗族自治州东西部协作2025年工作要点",
      "",
      "恩施州教育局、恩施土家族苗族自治州财政局、州商务局",
    );
    expect(pointsOf(reading)[0]?.named.map(({ name }) => name)).toEqual([
      "恩施土家族苗族自治州教育局",
      "恩施土家族苗族自治州财政局",
      "恩施土家族苗族自治州商务局",
    ]);
  });

  test("of no city of the notice is asked about", () => {
    const reading = notice("济南—临沂对口合作2024年工作要点", "", "济南市财政局，州教育局");
    expect(pointsOf(reading)[0]?.named.map(({ name }) => name)).toEqual([
      "济南市财政局",
      "州教育局",
    ]);
    expect(reading.warnings.map(({ message }) => message)).toEqual([
      "第1项的“州教育局”可能是“济南市教育局”或“临沂市教育局”，名称照原文列入，请核对。",
    ]);
  });

  test("is told by （州） in front of a place", () => {
    const reading = notice(
      "广州市与黔南州东西部协作2025年工作要点",
      "",
      "市商务局，（州）平塘县、荔波县人民政府",
    );
    expect(pointsOf(reading)[0]?.named.map(({ name, cityName }) => [name, cityName])).toEqual([
      ["广州市商务局", "广州市"],
      ["平塘县人民政府", "黔南州"],
      ["荔波县人民政府", null],
    ]);
  });
});
