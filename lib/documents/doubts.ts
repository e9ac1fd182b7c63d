import { pinyinInitials } from "../units/pinyin";
import type { City } from "../units/rules";
import type { Mention } from "./mention";
import { KNOWN_FUNCTION, levelOf, ownOffice } from "./names";

/** Offices nearly every place has, to compare a name with that is none of them. */
const OFFICES =
  "教育局 科学技术局 科技局 工业和信息化局 工信局 民族宗教事务局 公安局 民政局 司法局 财政局 人力资源和社会保障局 人社局 自然资源局 自然资源和规划局 生态环境局 住房和城乡建设局 住建局 交通运输局 水利局 水务局 农业农村局 商务局 文化和旅游局 文旅局 卫生健康委 卫健委 退役军人事务局 退役军人局 应急管理局 应急局 审计局 国资委 市场监督管理局 市场监管局 体育局 统计局 医疗保障局 医保局 信访局 林业局 城市管理局 城管局 行政审批服务局 大数据局 金融局 发展和改革委 发展改革委 发改委 发展和改革局 发展改革局 发改局 税务局 气象局 海洋局 能源局 园林和林业绿化局 投资促进局 机关事务局 民族宗教局 总工会 团委 妇联 工商联 科协 残联 文联 贸促会 供销社".split(
    " ",
  );
/** Of another office by one character that sounds alike, and offices all the same. */
const ALSO = /^(?:水文|港务|海事|文物|档案|地震|公路|粮储|林草|侨务|盐务|科工|邮政)局$/u;

/** Names that look miswritten, each once, as a question that suggests what is meant; nothing is changed. */
export function doubtsOf(mentions: readonly Mention[], cities: readonly City[]): string[] {
  const written = [...new Set(mentions.filter(({ group }) => !group).map((each) => each.written))];
  return written.flatMap((name) => {
    const likely = likelyName(name, cities);
    return likely ? [`“${name}”可能是“${likely}”，名称照原文列入，请核对。`] : [];
  });
}

/** What a name that looks miswritten is likely to be; null of any other. */
export function likelyName(written: string, cities: readonly City[]): string | null {
  return cities.length === 0
    ? null
    : (levelDoubt(written, cities) ?? spellingDoubt(written, cities));
}

/** 州财政局 or 市州财政局 in the notice of a 市: no place of that level issued it. */
function levelDoubt(written: string, cities: readonly City[]): string | null {
  const levels = cities.map(levelOf);
  const [, before = "", level = "", rest = ""] =
    /^(?:([市州盟])(?=[市州盟])|(?!市))([市州盟县区旗])(\p{Script=Han}{3,})$/u.exec(written) ?? [];
  if (!KNOWN_FUNCTION.test(rest) || KNOWN_FUNCTION.test(level + rest)) return null;
  if (before === "" && levels.includes(level)) return null;
  const meant = levels.find((each) => each === before) ?? levels[0];
  // Of two cities of one level the letter tells neither.
  const several = levels.filter((each) => each === meant).length > 1;
  if (several) return cities.map(({ name }) => name + rest).join("”或“");
  return meant && meant + rest !== written ? meant + rest : null;
}

/** 财证局, 发展和改改委, 财政政局: of a known office by one character alone. */
function spellingDoubt(written: string, cities: readonly City[]): string | null {
  const city = cities.find(({ name }) => written.startsWith(name));
  const level = cities.map(levelOf).find((each) => ownOffice(written, each) !== null) ?? "";
  const prefix = city?.name ?? level;
  const core = written.slice(prefix.length);
  if (
    core.length < 3 ||
    KNOWN_FUNCTION.test(core) ||
    KNOWN_FUNCTION.test(written) ||
    ALSO.test(core)
  )
    return null;
  const meant = OFFICES.find((office) => isSlip(core, office));
  return meant ? prefix + meant : null;
}

/** One character of another that sounds alike, one written twice, or two that changed places. */
function isSlip(written: string, office: string): boolean {
  const [a, b] = [[...written], [...office]];
  if (a.length === b.length + 1)
    return a.some((each, at) => each === a[at + 1] && a.toSpliced(at, 1).join("") === office);
  if (a.length !== b.length) return false;
  const apart = a.flatMap((each, at) => (each === b[at] ? [] : [at]));
  const [first = 0, second = 0] = apart;
  if (apart.length === 2)
    return second === first + 1 && a[first] === b[second] && a[second] === b[first];
  return apart.length === 1 && pinyinInitials(a[first] ?? "") === pinyinInitials(b[first] ?? "");
}
