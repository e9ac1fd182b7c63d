import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";

/** A notice of two cities of one level, which the first alone issues, or both. */
const head = (joint: boolean) => `沈河市人民政府办公室${joint ? " 京山市人民政府办公室" : ""}
关于印发《沈河市与京山市对口合作2025年工作要点》的通知
沈政办发〔2025〕9号
各区、县（市）人民政府，市政府有关部门：
现将《沈河市与京山市对口合作2025年工作要点》印发给你们，请认真贯彻执行。
沈河市人民政府办公室${joint ? "　京山市人民政府办公室" : ""}
2025年3月17日
沈河市与京山市对口合作2025年工作要点
`;

function read(units: string, joint = false) {
  const reading = readNotice(`${head(joint)}一、章\n1. 甲。（责任单位：${units}）`);
  const [point] = pointsOf(reading);
  return {
    names: point?.named.map(({ name }) => name) ?? [],
    written: point?.named.map(({ written }) => written) ?? [],
    asked: reading.warnings.map(({ line, message }) => [line, message]),
    line: point?.line ?? 0,
  };
}

describe("市 behind the name of another city", () => {
  test("keeps no city where the first city alone issues the notice, and is asked about with its line", () => {
    const { names, asked, line } = read("京山市知识产权局、市中级法院、市检察院");
    expect(names).toEqual(["京山市知识产权局", "市中级法院", "市检察院"]);
    expect(asked).toEqual([
      [
        line,
        "第1项的“市中级法院”“市检察院”写在“京山市知识产权局”后面，没有写明是不是同一个城市的，请核对。",
      ],
    ]);
  });

  test("is the city's that issues it where that stands before it", () => {
    const { names, asked } = read("沈河市科技局、市中级法院、团市委");
    expect(names).toEqual(["沈河市科技局", "沈河市中级法院", "共青团沈河市委"]);
    expect(asked).toEqual([]);
  });

  test("goes on with the city before it in a notice of both, and is asked about", () => {
    const { names, asked } = read("沈河市科技局、市国资委，京山市科技局、市国资委", true);
    expect(names).toEqual(["沈河市科技局", "沈河市国资委", "京山市科技局", "京山市国资委"]);
    expect(asked.map(([, message]) => message)).toEqual([
      "第1项的“市国资委”写在“沈河市科技局”后面，没有写明是不是同一个城市的，暂列为沈河市的，请核对。",
      "第1项的“市国资委”写在“京山市科技局”后面，没有写明是不是同一个城市的，暂列为京山市的，请核对。",
    ]);
  });

  test.each([
    ["京山市教育局、卫生健康委", ["京山市教育局", "京山市卫生健康委"]],
    [
      "两市教育局、市卫生健康委",
      ["沈河市教育局", "京山市教育局", "沈河市卫生健康委", "京山市卫生健康委"],
    ],
    ["京山市教育局，市卫生健康委", ["京山市教育局", "市卫生健康委"]],
  ])("%s is read as before", (units, expected) => {
    const { names, asked } = read(units);
    expect(names).toEqual(expected);
    expect(asked).toEqual([]);
  });

  test("of a city that is none of the notice's is asked about", () => {
    const { names, asked } = read("远山市知识产权局、市财政局");
    expect(names).toEqual(["远山市知识产权局", "市财政局"]);
    expect(asked.length).toBe(0);
    const alone = readNotice(
      `青河市2025年工作要点\n青政发〔2025〕1号\n2025年1月2日\n一、章\n1. 甲。（责任单位：远山市知识产权局、市财政局）`,
    );
    expect(pointsOf(alone)[0]?.named.map(({ name }) => name)).toEqual([
      "远山市知识产权局",
      "青河市财政局",
    ]);
    expect(alone.warnings.map(({ message }) => message)).toEqual([
      "第1项的“市财政局”写在“远山市知识产权局”后面，没有写明是不是同一个城市的，暂列为青河市的，请核对。",
    ]);
  });
});

describe("the last word of a run of places", () => {
  test.each([
    ["和平区、浑南区、于洪区政府", ["和平区政府", "浑南区政府", "于洪区政府"]],
    ["大东区、增城区、铁西区人民政府", ["大东区人民政府", "增城区人民政府", "铁西区人民政府"]],
    ["彭州市、津市市政府", ["彭州市政府", "津市市政府"]],
    [
      "市财政局，新民市、法库县、康平县政府",
      ["市财政局", "新民市政府", "法库县政府", "康平县政府"],
    ],
    ["天府新区、东部新区、高新区管委会", ["天府新区管委会", "东部新区管委会", "高新区管委会"]],
    ["历下区、高新区管委会", ["历下区", "高新区管委会"]],
    ["历下区、高新区、市中区政府", ["历下区政府", "高新区", "市中区政府"]],
    ["各区、铁西区政府", ["各区", "铁西区政府"]],
    ["有关区县、蒙阴县政府", ["有关区县", "蒙阴县政府"]],
    ["和平区，铁西区政府", ["和平区", "铁西区政府"]],
    ["和平区、市财政局、铁西区政府", ["和平区", "市财政局", "铁西区政府"]],
    [
      "简阳市、金堂县和甘孜州康定市、泸定县人民政府具体落实",
      ["简阳市人民政府", "金堂县人民政府", "甘孜州康定市人民政府", "泸定县人民政府"],
    ],
    ["沈河市和平区、于洪区政府", ["沈河市和平区政府", "于洪区政府"]],
  ])("%s", (units, expected) => {
    const { names, asked } = read(units);
    expect(names).toEqual(expected);
    expect(asked).toEqual([]);
  });

  test("a name stays written as it was", () => {
    expect(read("和平区、于洪区政府").written).toEqual(["和平区", "于洪区政府"]);
  });

  test.each([
    ["白水区与青山县政府", "白水区", "白水区政府"],
    ["沈北新区、铁西区政府", "沈北新区", "沈北新区政府"],
    ["京山市、铁西区政府", "京山市", "京山市政府"],
    ["和平区、铁西区教育局", "和平区", "和平区教育局"],
  ])("%s is asked about", (units, name, whole) => {
    const { names, asked } = read(units);
    expect(names[0]).toBe(name);
    expect(asked.map(([, message]) => message)).toEqual([
      expect.stringContaining(
        `“${name}”写在“${units.slice(name.length + 1)}”前面，没有写明是不是“${whole}”`,
      ),
    ]);
  });
});

describe("a second plate in brackets", () => {
  test.each([
    ["市市场监管局（市知识产权局）", "市市场监管局"],
    ["市委组织部（市委人才办）", "市委组织部"],
    ["市委党校（市行政学院）", "市委党校"],
    ["京山市市场监管局(京山市知识产权局)", "京山市市场监管局"],
    ["市发展改革委（粮食和储备局、能源局）", "市发展改革委（粮食和储备局、能源局）"],
    ["齐鲁工业大学（山东省科学院）", "齐鲁工业大学（山东省科学院）"],
    ["各县（市、区）政府", "各县（市、区）政府"],
    ["市卫生健康委（局）", "市卫生健康委（局）"],
  ])("%s is %s", (written, name) => {
    const found = read(written);
    expect(found.names).toEqual([name]);
    expect(found.written).toEqual([written]);
  });
});

describe("persons with their unit in brackets", () => {
  test.each([
    ["责任人：李某（市商务局）、张某（京山市商务局）", ["市商务局", "京山市商务局"]],
    ["责任单位：市商务局；责任人：李某（市商务局）、张某（市财政局）", ["市商务局", "市财政局"]],
    ["（责任人：李某（市商务局）、张某（市财政局））", ["市商务局", "市财政局"]],
    ["责任领导：王某某；责任单位：市商务局", ["市商务局"]],
  ])("%s", (clause, expected) => {
    const reading = readNotice(`${head(false)}一、章\n1. 推进工作。${clause}`);
    expect(pointsOf(reading)[0]?.named.map(({ name }) => name)).toEqual(expected);
    expect(pointsOf(reading)[0]?.title).toBe("推进工作");
  });
});
