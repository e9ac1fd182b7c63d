import type { AssignmentRole } from "../../prisma/generated/enums";

export type Role = AssignmentRole;

const STRENGTH: readonly Role[] = ["SUPPORT", "RESPONSIBLE", "LEAD"];

export const isStronger = (one: Role, other: Role) =>
  STRENGTH.indexOf(one) > STRENGTH.indexOf(other);

// PDF text has blanks inside words; a label is looked for on folded text with blanks between its characters.
const spaced = (word: string) => [...word].join(" *");
const anyOf = (words: string) => words.split("|").map(spaced).join("|");

const BODIES = anyOf(
  "责任单位|责任部门|责任主体|责任处室|责任科室|责任股室|单位|部门|主体|处室|科室|股室|机构|地区",
);
const LEADS = anyOf("总牵头|主牵头|牵头|第一责任|主要责任|主责|首要责任|主办");
const ANSWERS = `${anyOf("具体责任|直接责任|共同责任|责任|负责|落实|承办|实施|执行|推进|承担|组织实施|包联|包抓|包保")}|(?:主管|归口|建设|业主|项目)(?= *(?:单位|部门|主体))`;
const SUPPORTS = anyOf(
  "主要配合|协同配合|配合|协助|协办|共同参与|参与|参加|协同|支持|协作|联合|会办|协调|相关责任",
);
const ANY = `${LEADS}|${ANSWERS}|${SUPPORTS}`;
// Persons: 责任人, 项目责任人, 分管负责同志, 牵头市领导. What follows one is a name, and no unit.
const PERSONS = `(?:${anyOf("项目|具体|直接|第一|主要|分管|包联|包抓|包保|挂钩|联系|牵头|责任|行政|技术|现场|单位|部门|市级|市|县|区|省|州|领办|督办|联络")}){0,2} *(?:${anyOf("责任人员|责任人|负责人|责任领导|领导同志|负责同志|领导|副市长|副县长|副区长|副省长|副州长|市长|县长|区长|牵头人|联系人|联络人|联络员|经办人")})`;
/** Who watches over a task or guides it does not do it: asked about (besides.ts), never among those who answer. */
const BESIDES = `(?:${anyOf("业务|行业|技术|牵头")})? *(?:${anyOf("督办|督查|督导|监督|监管|指导|联系|联络|考核|验收|评估|挂点|挂钩|服务")}) *(?:${anyOf("单位|部门|主体|机构|处室|科室")})`;
const OTHERS = `${PERSONS}|${BESIDES}|${anyOf(
  "责任时限|责任期限|办结时限|完成节点|时间进度|序时进度|完成时限|完成时间|完成期限|办理时限|时限要求|时间要求|时间节点|时间安排|时序要求|进度安排|进度要求|完成日期|起止时间|起止日期|实施时间|推进时间|计划时间|建设周期|时限|联系方式|联系电话|电话|工作目标|目标任务|年度目标|目标要求|目标|完成标准|验收标准|工作标准|成果形式|预期成果|工作成果|实际完成情况|完成情况|进展情况|备注|说明|注",
)}`;

const FIRST_LETTERS = [
  ...`${LEADS}|${ANSWERS}|${SUPPORTS}|${OTHERS}`.matchAll(/(?:^|[|:])\p{Script=Han}/gu),
]
  .map(([found]) => found.slice(-1))
  .filter((letter, at, all) => all.indexOf(letter) === at)
  .join("");

// 牵头单位为市教育局: as good as a colon, where a name follows.
const IS = " *(?:为|是)(?=市|省|州|县|区|各|两)";

// 市级牵头部门, 县区责任单位, 第二责任单位
const RANK =
  "(?:[省市州县区] *级 *|(?<!\\p{Script=Han})[省市州县区]{1,2}直?(?=[责牵配主落实承协])|第 *[二三四] *(?=责))?";

const LABEL = new RegExp(
  `(?=[${FIRST_LETTERS}省市州县区第])(?:(?<other>${OTHERS})(?<otherEnd> *：| +)` +
    `|${RANK}(?:(?<lead>${LEADS})|(?<answer>${ANSWERS})|(?<support>${SUPPORTS}))` +
    `(?: *（ *(?:${ANY}) *）)?(?<body> *(?:${BODIES}))?` +
    `(?: *(?:及其?|和|与|或|、|/) *(?:${ANY})? *(?:${BODIES}|人))?(?: *（[^（）]{0,30}）(?= *：))?(?<end> *(?:：|为：|是：)|${IS}| +|(?= *[^ ：])))`,
  "gu",
);

/** A label of a clause: 牵头单位：, 责任部门 , 完成时限：. */
export type Label = {
  start: number;
  /** after its colon or blank */
  end: number;
  /** 牵头单位 */
  word: string;
  /** null: what follows names no unit (完成时限, 责任人) */
  role: Role | null;
  colon: boolean;
};

/** The labels of a folded text in order. Without a colon one stands only where a part begins. */
export function labelsIn(folded: string): Label[] {
  if (!/[位门体室构区：人]/.test(folded)) return [];
  return [...folded.matchAll(LABEL)].flatMap((found): Label[] => {
    const { lead, answer, body, end = "", other, otherEnd = "" } = found.groups ?? {};
    const before = folded.charAt(found.index - 1);
    const begins = before === "" || "，；。、 \n（*".includes(before);
    const colon = /：|[为是]$/.test(end + otherEnd);
    const word = found[0].replace(/[ ：]/g, "").replace(/(?:为|是)$/, "");
    const label = { start: found.index, end: found.index + found[0].length, word, colon };
    if (other && !colon) return [];
    // 责任人：李某（市商务局）: who answers by a person, the unit in brackets
    const answers = OF_PERSON.test(word) && UNIT_OF_PERSON.test(folded.slice(label.end));
    if (other) return [{ ...label, role: answers ? "RESPONSIBLE" : null }];
    const role: Role = lead ? "LEAD" : answer ? "RESPONSIBLE" : "SUPPORT";
    if (colon) return body || begins ? [{ ...label, role }] : [];
    const atOnce =
      end !== "" ||
      folded.charAt(label.end) === "\n" ||
      (found.index === 0 && FOLLOWS.test(folded.slice(label.end)));
    return body && begins && atOnce ? [{ ...label, role }] : [];
  });
}

const OF_PERSON = /责任人|负责人|牵头人|责任领导/u;
const UNIT_OF_PERSON =
  /^\p{Script=Han}{2,4}（[^（）]{1,20}(?:局|委|委员会|办|办公[厅室]|厅|部|政府|管委会|中心|集团|公司|院|会|社)）/u;

// 责任单位市教育局: a name that follows without a colon begins like one.
const FOLLOWS = /^(?:市|省|县|区|州|各|有关|相关|两市|自治区)/;

const LEAD_VERBS =
  "牵头负责|牵头抓总|主抓|为主|负总责|抓总|牵头组织实施|牵头推进|牵头落实|总牵头|共同牵头|联合牵头|分别牵头|牵头|主办|主责";
const ANSWER_VERBS =
  "按照?各?自?职责(?:分工)?(?:分别|共同|做好|抓好)?(?:负责|落实)?|按照?职能(?:分工)?(?:分别)?(?:负责|落实)?|按照?分工(?:分别)?(?:负责|落实)?|分工负责|分别负责|共同负责|具体负责|负责落实|负责实施|负责组织实施|负责组织|负责统筹|组织实施|具体实施|贯彻落实|抓好落实|负责|落实|承办|承担|实施|执行";
const SUPPORT_VERBS =
  "按职责(?:分工)?(?:做好)?(?:配合|参与)|分工配合|共同配合|协同配合|做好配合|积极配合|配合落实|配合做好|参与配合|配合|共同参与|参与|参加|协助|协办|协抓|会办|协同|支持|协作";

export const BESIDE_LABEL =
  /(?:督办|督查|督导|监督|监管|指导|联系|联络|考核|验收|评估|挂点|挂钩|服务)(?:单位|部门|主体|机构|处室|科室)/u;
/** 市委督查室督办: what a body does that is not the task itself. */
export const BESIDE_VERB =
  /(?:负责|加强|做好|进行|给予)?(督办|督查|督导|监督|监管|指导|考核|验收|评估)(?:工作)?[*\s]*$/u;

/** Where a list of units ends in what they do: 省发展改革委牵头, A、B按职责分工负责. */
const VERB_AT_END = new RegExp(
  `(?:具体|共同|联合|协同|统筹)*(?:(${SUPPORT_VERBS})|(${LEAD_VERBS})|(${ANSWER_VERBS}))(?:落实|工作|完成|推进|实施)?[*\\s]*$`,
  "u",
);

/** 市教育局为牵头单位 */
const CALLED_AT_END =
  /(?:均?(?:为|是|作为|任|担任))(?:(配合|协助|协办|参与)|(牵头|主办|主责)|责任|承办|落实|实施)(?:单位|部门|主体)[*\s]*$/u;

export function verbAtEnd(folded: string): { role: Role; length: number } | null {
  const end = folded.slice(-24);
  const found = CALLED_AT_END.exec(end) ?? VERB_AT_END.exec(end);
  if (!found) return null;
  const role = found[1] ? "SUPPORT" : found[2] ? "LEAD" : "RESPONSIBLE";
  return { role, length: found[0].length };
}

type Cut = { text: string; at: number };

/** 甲局牵头 乙局配合: a blank behind what they do, where a comma should stand. */
export function cutBehindVerb({ text, at }: Cut): Cut[] {
  const found = /(?:牵头|负责|配合|参与|协助)\s+(?=\S)/u.exec(text);
  if (!found) return [{ text, at }];
  const end = found.index + found[0].length;
  return [
    { text: text.slice(0, end), at },
    ...cutBehindVerb({ text: text.slice(end), at: at + end }),
  ];
}
