import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { proposeIndicators } from "@/lib/documents/indicators";
import { pointsOf } from "@/lib/documents/notice";
import { point, reading } from "./published";

const short = (body: string) =>
  proposeIndicators(body).map(({ name, target, measure }) => `${name} ${target}${measure}`);

describe("numbers the notice promises", () => {
  test.each([
    [6, ["济南—临沂协作帮扶联席会议 1次"]],
    [
      18,
      [
        "重点支持生态环境检验检测机构资质认证的县 3个",
        "跨省界重点河流“一河一策一图”方案编制和实施 5条",
      ],
    ],
    [20, ["赴临沂支教教师 20名", "赴济南跟岗研修的沂蒙名师名校校长 50名"]],
    [23, ["结对区县 5对"]],
    [31, ["蒙阴学校“一对一”结对帮扶 23所"]],
  ])("point %i promises %j", (number, expected) => {
    expect(short(point(number).body)).toEqual(expected);
  });

  test("no other point promises a number", () => {
    const promising = pointsOf(reading).filter((each) => each.indicators.length > 0);
    expect(promising.map((each) => each.number)).toEqual([6, 18, 20, 23, 31]);
  });

  test("the characters to mark stand in the body where the proposal says, within its sentence", () => {
    for (const { body, indicators } of pointsOf(reading)) {
      for (const { match, start, sentence } of indicators) {
        expect(body.slice(start, start + match.length)).toBe(match);
        expect(sentence).toContain(match);
        expect(body).toContain(sentence);
      }
    }
    expect(point(31).indicators[0]?.match).toBe("23 所");
    expect(point(18).indicators[0]?.match).toBe("兰陵县、沂水县和临沭县");
  });
});

describe("numbers any text promises", () => {
  test.each([
    ["新建标准化学校12所。", ["标准化学校 12所"]],
    ["全年引进企业30家以上，举办两场招聘会。", ["企业 30家", "招聘会 2场"]],
    ["培训乡村医生1万人次。", ["培训乡村医生 10000人次"]],
    ["选派10名医生赴甲市参加义诊。", ["赴甲市义诊医生 10名"]],
    ["召开2025年对口合作联席会议。", ["对口合作联席会议 1次"]],
    ["支持甲县、乙县、丙区建设数字乡村。", ["支持建设数字乡村的区县 3个"]],
    ["推动3个镇与乙市3个镇结对。", ["结对镇 3对"]],
    ["12月底前建成展销中心2个。", ["展销中心 2个"]],
    ["2026年12月底前建成2个展销中心。", ["展销中心 2个"]],
    ["年底前投用仓库3座。", ["投用仓库 3座"]],
    ["10月底前建成标准厂房10万平方米。", ["标准厂房 100000平方米"]],
    ["新建标准厂房12.5万平方米。", ["标准厂房 125000平方米"]],
    [
      "建设海洋牧场4处，增殖放流3亿尾，发放消费券10万张。",
      ["海洋牧场 4处", "增殖放流 3亿尾", "发放消费券 100000张"],
    ],
    ["完成投资20亿元，帮扶资金500万元。", ["投资 20亿元", "帮扶资金 500万元"]],
    ["新改建农村公路120公里。", ["新改建农村公路 120公里"]],
    ["流转土地500亩，治理湿地20公顷。", ["流转土地 500亩", "治理湿地 20公顷"]],
    ["10月底前建成标准厂房10万平方米、展销中心2个。", ["标准厂房 100000平方米", "展销中心 2个"]],
    [
      "采购、帮助销售甲县农畜牧产品和特色手工艺产品40亿元以上。",
      ["甲县农畜牧产品和特色手工艺产品 40亿元"],
    ],
    [
      "全年帮助甲县农村劳动力就业不少于3000人，其中脱贫劳动力不少于1200人。",
      ["全年帮助甲县农村劳动力就业 3000人", "脱贫劳动力 1200人"],
    ],
    ["培训致富带头人500人（次）。", ["培训致富带头人 500人次"]],
    ["10月底前资金拨付率达到95%以上。", ["资金拨付率 95%"]],
    ["全年接待游客同比增长10%。", ["接待游客同比增长 10%"]],
    ["选派党政干部30名，甲县选派35名，挂职不少于1年。", ["党政干部 30名", "甲县党政干部 35名"]],
    ["在省级媒体刊发稿件50篇以上。", ["在省级媒体刊发稿件 50篇"]],
    ["年内混改项目不少于3个。", ["混改项目 3个"]],
    ["跨省通办事项年底前达到150项，采购额达到6亿元。", ["跨省通办事项 150项", "采购额 6亿元"]],
    ["年度坐诊不少于600人次，成交额超过20亿元。", ["年度坐诊 600人次", "成交额 20亿元"]],
    ["12月底前建成展销中心2个和标准厂房10万平方米。", ["展销中心 2个", "标准厂房 100000平方米"]],
  ])("%s", (body, expected) => {
    expect(short(body)).toEqual(expected);
  });

  test.each([
    "2024年推进5G建设，学制 1 个月及以上。",
    "实施“五年行动”，启动六网建设，培育一批企业。",
    "落实第5条规定，力争进入前10名。",
    "支持莱芜区、沂南县创建示范区。",
    "支持甲县、乙县、丙县等开展试点。",
    "完成《20所学校共建方案》。",
    "组织企业到甲市召开文旅推介会。",
    "发展二次创业，深化“三项行动”和第三次产业普查。",
    "单个企业奖励不超过3次。",
    "费率不超过5%，按投资额的30%给予补贴，每本补助3份。",
    "增长7.5%，下降3.2%。",
    "建设占地500亩的园区，建筑面积3万平方米。",
    "期限3个工作日、2个百分点、0个项目。",
  ])("%s promises none", (body) => {
    expect(short(body)).toEqual([]);
  });

  test("anything at all is read without an error and marked where it stands", () => {
    const piece = fc.constantFrom(
      "20",
      "名",
      "教师",
      "赴甲市开展支教",
      "。",
      "“",
      "”",
      "县、",
      "和",
      "结对",
      "个区与",
      "支持",
      "《",
      " ",
      "2024年度",
      "召开",
      "会议",
    );
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 30 }), (body) => {
        for (const { match, start, target, name } of proposeIndicators(body)) {
          expect(body.slice(start, start + match.length)).toBe(match);
          expect(target).toBeGreaterThan(0);
          expect(name).not.toBe("");
        }
      }),
    );
  });
});
