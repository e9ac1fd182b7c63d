import type { City } from "../units/rules";
import { cutOutside } from "./brackets";
import { isDeadline } from "./deadlines";
import { fold } from "./fold";

/** A name as a clause writes it, with the marks it carries. */
export type WrittenName = {
  text: string;
  /** where it stands in the text it was cut from */
  at: number;
  /** *市教育局: marked as the one that leads */
  starred: boolean;
  /** 等: more units than are named */
  open: boolean;
};

/** What ends the name of a body. */
const BODY =
  "局|委|委员会|厅|办|办公室|督查室|研究室|部|院|会|中心|公司|集团|政府|管委会|银行|行|总队|支队|大队|学校|大学|党校|学院|部门|单位|机构|署|社|处|科|队|团|馆|台|所|站|工商联|残联|文联|科协|政协|人大|指挥部|专班|小组|平台|园区|开发区|高新区|新区|功能区|示范区|度假区|街道|乡镇|市州|区县|县区|商城|分校|联盟|海关";
const ENDS_AS_BODY = new RegExp(`(?:${BODY})(?:（[^（）]*）)?$`, "u");
const GENERAL =
  /^(?:政府|企业|部门|单位|机构|社会|市场|高校|银行|学校|社会组织|政府部门|行业协会|协会|商会|公司|集团|平台|中心|医院|科研院所|龙头企业|居委会|村委会|[省市县区]|两市|双方)$/;

/** 配合单位 is what a column or clause is called, and nobody's name. */
const CALLED =
  /^(?:总?牵头|主要|责任|负责|配合|协助|协办|协同|参与|主办|承办|落实|实施|支持)+(?:单位|部门|主体|处室|科室)$/;

/** Whether a name reads as that of a body, by its last word: 市教育局, 各县（市、区）; not 无人机 or 企业. */
export function isBody(name: string): boolean {
  const folded = fold(name).replace(/\s/g, "");
  if (
    folded.length < 2 ||
    folded.length > 40 ||
    GENERAL.test(folded) ||
    CALLED.test(folded) ||
    // 列第一位的责任单位: said of a body, and no name of one
    /的(?:责任|牵头|配合)?(?:单位|部门)$/.test(folded) ||
    /[。：]/.test(folded)
  )
    return false;
  return (
    ENDS_AS_BODY.test(folded) ||
    (/^(?:各|有关|相关|[市省]各)/.test(folded) && !EXHORTS.test(folded))
  );
}

/** 各县区要充分认识…的重要意义 is a sentence, though it begins as a group does. */
const EXHORTS = /不再|要|应当|必须|充分|认真|切实|积极|进一步|结合|强化|高度/;

/** Whether a list reads as one of units and of nothing else but deadlines; with `loose`, most of it has to. */
export function areBodies(list: string, loose = false): boolean {
  const names = namesIn(list).flatMap(({ text }) => (isDeadline(text) ? [] : [text]));
  if (names.length === 0) return false;
  const bodies = names.filter(isBody).length;
  return loose
    ? bodies * 2 >= names.length && names.every((name) => name.length <= 40)
    : bodies === names.length;
}

const GOVERNED =
  /(?:政府|管委会|委员会|局|委|办|厅|部门|单位|机构|公司|集团|院|中心|银行)(?:（[^（）]*）)?$/;
const COLLECTIVE =
  /^(?:两市|双方|两地|全市|全省|市直?|省直?|\p{Script=Han}{1,8}[市州盟省])?(?:其他)?(?:各|有关|相关)/u;
/** 县（市）政府, 功能区管委会, 开发区: places in general, whose 各 stands before them. */
const PLACES =
  /^[市州县区盟旗乡镇（）、]*(?:街道|乡镇|区县|县区|市州|县级市|功能区|开发区|经开区|高新区|园区|新区|度假区|直属园区|省?直管(?:试点)?市)?[（）市州县区盟旗]*(?:人民)?(?:政府|管委会|管理委员会|办事处|党委|党委、政府)?$/;
/** What a group of governments may go on with: 管委会, 功能区管委会, 县（市）政府; not the city's own 市直属园区 or 县政府. */
const MORE_PLACES =
  /^(?:[县区旗市]（[市州县区盟旗、]+）|功能区|开发区|园区|街道|乡镇|(?=政府$|管委会$|管理委员会$|办事处$))/u;

/**
 * The names of a list. 、 cuts, outside of brackets; 和 only between two names that are whole by
 * themselves (市教育局和市财政局, but 文化和旅游局); what 各 stands before is one name to its end
 * (各区、县（市）政府; 有关区县政府和功能区管委会).
 */
export function namesIn(list: string): WrittenName[] {
  const pieces = cutOutside(list, "、､﹑，,；;\n");
  const joined: { text: string; at: number }[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const between = last ? list.charAt(last.at + last.text.length) : "";
    if (
      last &&
      "、､﹑".includes(between) &&
      between !== "" &&
      belongsTogether(last.text, piece.text)
    ) {
      last.text = list.slice(last.at, piece.at + piece.text.length);
    } else if (last && between === "、" && goesOnInto(last.text, piece.text)) {
      const [place = ""] = MORE_BEHIND.exec(piece.text) ?? [];
      last.text = list.slice(last.at, piece.at + place.length);
      const at = piece.at + place.length + 1;
      joined.push({ text: list.slice(at, piece.at + piece.text.length), at });
    } else joined.push({ ...piece });
  }
  return joined.flatMap(cutGlued).flatMap(cutAtAnd).flatMap(cleaned);
}

/** 各市、县人民政府及江南集中区管委会: the group ends before 及. */
const MORE_BEHIND = /^[^及和与]{1,10}政府(?=[及和与]\p{Script=Han}{3})/u;
function goesOnInto(left: string, right: string): boolean {
  const place = MORE_BEHIND.exec(right)?.[0];
  return place !== undefined && belongsTogether(left, place);
}

function belongsTogether(left: string, right: string): boolean {
  // No group has a longer name; without an end to it the time would grow with its square.
  if (left.length > 80) return false;
  const [one, whole] = [fold(left).trim(), fold(right).trim()];
  // 各区、县（市）政府等: the open end is of the list, not of the place
  const other = whole.replace(OPEN_END, "").trimEnd();
  if (/^(?:[省市州县区]直?|中央)$/.test(one)) return other !== "";
  // 各乡镇（街道）、村（社区）
  if (/^(?:村|社区|街道|乡镇)(?:（[^（）]{1,6}）)?$/.test(other))
    return COLLECTIVE.test(one) && !GOVERNED.test(one);
  // 市直有关部门、单位
  if (/^(?:部门|单位|机构)$/.test(other)) return COLLECTIVE.test(one) && GOVERNED.test(one);
  if (other === "" || !PLACES.test(other) || !COLLECTIVE.test(one)) return false;
  const before = cutOutside(one.replace(COLLECTIVE, ""), "、").map(({ text }) => text);
  // 有关县（市）、区政府 is of places alone; of 各乡镇、县政府 the second is above the first.
  if (/^[县区旗](?:人民)?政府$/.test(other))
    return before.every((place) => /^[市县区旗（）]+$/.test(place));
  // 各盟行政公署、市人民政府
  if (/^市(?:人民)?政府$/.test(other) && before.every((place) => ABOVE_COUNTIES.test(place)))
    return true;
  if (/^[省市县区](?:人民)?政府$/.test(other)) return false;
  return (
    !GOVERNED.test(one) || (MORE_PLACES.test(other) && before.every((place) => PLACES.test(place)))
  );
}

const ABOVE_COUNTIES = /^(?:盟|州|自治州|地区?|县)(?:行政公署|行署|人民政府|政府)?$/;

// Names a page put one under the other, and nothing between them: 市商务局州商务局
const GLUED =
  /(?<=局|委员会|发展改革委|发改委|健康委|国资委|厅|委办|府办|办公室|供销社|总工会)(?=[市省州县区][^、，；\s]{2,14}(?:局|委|委员会|厅|办|办公室|中心|部|会|社)(?:$|[市省州县区]))/u;

function cutGlued(piece: { text: string; at: number }): { text: string; at: number }[] {
  const found = GLUED.exec(piece.text);
  if (!found || !isBody(piece.text.slice(0, found.index)) || !balanced(fold(piece.text))) {
    return [piece];
  }
  const rest = { text: piece.text.slice(found.index), at: piece.at + found.index };
  return [{ text: piece.text.slice(0, found.index), at: piece.at }, ...cutGlued(rest)];
}

function cutAtAnd(piece: { text: string; at: number }): { text: string; at: number }[] {
  const folded = fold(piece.text);
  for (const found of folded.matchAll(/以及|会同|[和与及/]|(?<=\S)\s+(?=\S)/g)) {
    const left = folded.slice(0, found.index).trim();
    const right = folded.slice(found.index + found[0].length).trim();
    if (found[0] === "和" && PLACE_WITH_AND.test(right)) continue;
    const places =
      /^(?!各|有关|相关)\p{Script=Han}{2,4}(?<!城|园|地|社|辖|[省市州县区])[区县市旗]$/u.test(
        left,
      ) && OF_PLACE.test(right);
    if (
      !places &&
      (!balanced(left) ||
        !isWhole(left.replace(OPEN_END, "")) ||
        (!isWhole(right.split(/以及|会同|[和与及/\s]/)[0] ?? "") && !isWhole(right)))
    )
      continue;
    if (COLLECTIVE.test(left) && PLACES.test(right)) continue;
    const at = found.index + found[0].length;
    return [
      { text: piece.text.slice(0, found.index), at: piece.at },
      ...cutAtAnd({ text: piece.text.slice(at), at: piece.at + at }),
    ];
  }
  return [piece];
}

/** 和平区, 和田市, 和龙市: 和 is of the name */
const PLACE_WITH_AND = /^(?:平[区县]|田[市县]|龙市|[顺硕静政]县|林格尔)/u;
/** 白水区与青山县政府, 金堂县和甘孜州康定市: a place by its name alone, and another or its government */
const OF_PLACE =
  /^(?:\p{Script=Han}{2,4}[市州盟])?\p{Script=Han}{1,4}(?<!城|园|地|社|辖|[省市州县区])[区县市旗](?:(?:人民)?政府)?$/u;

const balanced = (text: string) => text.split("（").length === text.split("）").length;
const isWhole = (name: string) =>
  isBody(name) &&
  (GOVERNED.test(name) ||
    /(?:政府|会|校|院|行|队|社|联|协|办|部|区|县|市)(?:（[^（）]*）)?$/.test(name)) &&
  !/^(?:区县|县区)?政府$/.test(name);

const OPEN_END =
  /(?:等(?:\d+|[一二三四五六七八九十]+)?个?(?:市|省|各|市级|省级|市直|省直)?(?:有关|相关|责任|各|成员)*(?:部门|单位|部门单位|部门和单位|部门（单位）|单位和部门|地区|地方)?)$/u;

function cleaned({ text, at }: { text: string; at: number }): WrittenName[] {
  const lead =
    /^[\s*＊﹡★☆△▲。：:；;—–－-]*(?:以及|会同(?=.{3})|(?:具体)?由(?=.{3})|\d{1,2}[.．](?=\p{Script=Han})|[①-⑳])?\s*/u.exec(
      text,
    )?.[0].length ?? 0;
  // 〔市教育局: a bracket that was never closed
  const open =
    lead < text.length &&
    /^[（([［〔【〈]/.test(text.slice(lead)) &&
    !/[）)\]］〕】〉]/.test(text.slice(lead))
      ? 1
      : 0;
  let name = text.slice(lead + open).replace(/[\s。；;：:，,.【]+$/u, "");
  const starred = /[*＊﹡★☆△▲]/.test(text.slice(0, lead)) || /[*＊﹡★☆△▲]\s*[）)]?\s*$/.test(name);
  name = name.replace(/(?:[（(]\s*[*＊﹡★☆△▲]\s*[）)]|[\s*＊﹡★☆△▲])+$/u, "");
  name = name
    .replace(/[（(]\s*(?:按照?各?自?职[责能][^（）()]*|分工负责|等)?[）)]$/u, "")
    .trimEnd();
  const tail = OPEN_END.exec(fold(name));
  const cut = tail && tail.index > 0 ? name.slice(0, tail.index).trimEnd() : name;
  if (cut === "" || /^[（()）\s]+$/.test(cut) || /^(?:等|其他|等等)$/.test(cut)) return [];
  return [{ text: cut, at: at + lead + open, starred, open: tail !== null && tail.index > 0 }];
}

/** Functions every city has an office for: after 市发改委、 they are the city's without its 市. */
export const KNOWN_FUNCTION = new RegExp(
  `^(?:${[
    "税务|气象|邮政管理|烟草专卖|教育|科技|科学技术|工业和信息化|工信|经信|民族宗教|民宗|公安|民政|司法|财政|审计|统计|信访|体育|能源|粮食",
    "人力资源和?社会保障|人社|自然资源(?:和规划)?|资规|自规|规划和?自然资源|生态环境|住房和?城乡建设|住建|城乡建设",
    "交通运输|交通|水利|水务|农业农村|农业|商务|文化和旅游|文化广电和?旅游|文广旅|文旅|卫生健康|卫健|医疗保障|医保",
    "退役军人(?:事务)?|应急管理|应急|国资|市场监督管理|市场监管|林业|园林(?:和林业)?绿化|园林|城市管理|城管",
    "行政审批(?:服务)?|政务服务|大数据|数据|金融|地方金融监管|投资促进|机关事务(?:管理)?|国防动员|外事|海洋|发展和?改革|发改",
  ].join("|")})(?:局|委|厅|委员会|办|办公室|服务中心)$`,
);

/** The letter a place's own offices put before their names: 市教育局, 省财政厅, 自治区教育厅. */
export function levelOf(place: City): string {
  return /(?:自治区|特别行政区)$/.exec(place.name)?.[0] ?? place.name.slice(-1);
}

/** 市教育局 → 教育局 for a place of that level; null for 市场监管局, where the 市 is of its own word. */
export function ownOffice(written: string, level: string): string | null {
  if (!written.startsWith(level) || written.length < level.length + 1) return null;
  const rest = written.slice(level.length);
  if (
    level === "市" &&
    /^(?:场|容|域|井|[中南北]区|民(?!政|宗|委|族|营)|政(?!府|协|务|法|策|研|数))/.test(rest)
  )
    return null;
  if (level === "区" && /^(?:域|块|县|间)/.test(rest)) return null;
  if (level === "县" && /^(?:域|区|市区|市、|市人民|城(?!管|市)|（)/.test(rest)) return null;
  if (level === "州" && /^(?:、|县)/.test(rest)) return null;
  return rest;
}
