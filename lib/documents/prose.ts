import { fold } from "./fold";
import { isBody } from "./names";

const VERBS =
  /要|应当|需|将|进行|开展|推进|加强|按照|结合|做好|落实|建立|完善|确保|实现|不超过|根据/;

const OF_ITEMS =
  "(?:(?:第?[\\d一二三四五六七八九十]{1,3}(?:项|条|款)?[和与及至到—–~-]){0,4}第?[\\d一二三四五六七八九十]{1,3}(?:项|条|款))|以上|上述|前述|上列|前列|前款|上款|本条|本项";
/** 同上, 同第3项, 第5项相关单位, 以上各单位: another clause, and no unit. */
const REFERENCE = new RegExp(
  `^(?:同(?:上|前|左|(?=第?\\d))|第[\\d一二三四五六七八九十]+$|(?:[与同见按]|参照|参见)*(?:${OF_ITEMS})(?:任务|工作)?(?:中|所列|的|之)*(?:各|所有|全部|相关|有关|责任|牵头|配合)*(?:单位|部门|单位和部门|部门和单位|相同|一致|同)?$)`,
  "u",
);

const DATED = /^(?:20\d\d年|今年|明年|年[底内末]|[上下]半年|1?\d月)/;

/** Something that stands where names stand and is a sentence, or refers to names elsewhere. */
export function isProse(text: string, written: string): boolean {
  // 工期：三个月: a label this reader does not know
  if (/：/.test(fold(written))) return true;
  if (written.length <= 30 && REFERENCE.test(fold(written).replace(/\s/g, ""))) return true;
  if (!isBody(written) && DATED.test(written)) return true;
  return !isBody(written) && (text.length > 30 || (text.length > 6 && VERBS.test(text)));
}
