import { fold } from "./fold";
import { labelsIn, type Role, verbAtEnd } from "./roles";

/**
 * What a notice says once for many clauses: that the unit named first leads, or that some units
 * answer for every item and are not listed again.
 */
export type StandingRule = {
  /** its words in the text: they name no unit of the clause they stand in */
  start: number;
  end: number;
  line: number;
} & (
  | { kind: "FIRST_LEADS"; others: Role | null }
  /** 标*者为牵头单位: the names carry the mark themselves */
  | { kind: "STARRED_LEADS" }
  /** 无牵头单位的，责任单位即为牵头单位 */
  | { kind: "SOLE_LEADS" }
  /** 需市、县落实的，均由各市、县政府负责，不再列出: whose items are not told */
  | { kind: "CONDITIONAL"; said: string }
  /** names something not listed again, in words that no rule here reads */
  | { kind: "UNREAD"; said: string }
  | { kind: "ADDED"; names: string; role: Role; from: "NEXT" | "HERE" }
);

const BODY = "(?:单位|部门|责任单位|责任部门|处室|责任处室|主体)";
const FIRST_LEADS = new RegExp(
  `(?:[^，。；：（）\\n]{0,24}?)(?:第一|首|第1|最前)(?:位|个|名|家|列)?(?:置|面)?(?:的|者)*(?:责任)?${BODY}?(?:均|即|分别)?(?:为|是|系|作为)` +
    `(?:各项|该项|本项|此项|每项)?(?:任务|工作|措施)?的?(?:总?牵头|主办|主责|主要责任|第一责任)${BODY}?(?:或[^，。；：（）\\n]{2,8})?` +
    `(?:，?(?:其他|其余|后列|后面|排列?在后)(?:的|者)?${BODY}?(?:均|都)?(?:为|是)(?<others>配合|参与|协助|协办|责任)${BODY}?)?(?:，?(?:以?下同|以下均同|不再[^，。；）]{0,8}))?`,
  "gu",
);
const LAST_LEADS = new RegExp(
  `牵头${BODY}(?:为|是|系)(?:列|排|排列|排名|位列)?(?:在|于)?(?:第一|首)(?:位|个|名)?(?:的|者)?${BODY}?(?:，?以?下同)?`,
  "gu",
);
const STARRED_LEADS = new RegExp(
  `(?:(?:${BODY}|名称){0,2}(?:前|后)面?)?(?:带有?|加有?|标有|标注|标记|标|打|注|有|为)?[“"]?\\*[”"]?号?(?:标[记识])?(?:的|者)?${BODY}?(?:均)?(?:为|是|表示)(?:总?牵头|主办)${BODY}?(?:，?以?下同)?`,
  "gu",
);

const SOLE_LEADS = new RegExp(
  `(?:无|没有|未明确|未列)(?:明确)?(?:的)?牵头${BODY}的?，?(?:则|由|以|其)*(?:列?第一位?的?)?责任${BODY}(?:即|均|也|就|视)*(?:为|是)牵头${BODY}(?:，?以?下同)?`,
  "gu",
);

const STOP =
  "[，、]?(?:(?:以下|下文|下面|文中|后文)?(?:各项|各条|各任务)?(?:任务|工作)?(?:均|都)?(?:不再|不一一|不另|不单独|不逐一|不重复)[^。；\\n）]*|(?:以下|下同|以下同))";
const ADDED: readonly RegExp[] = [
  // 以下均需甲、乙落实，不再单独列出; 各项任务均由各区县政府负责落实，不再一一列出
  new RegExp(
    `(?<scope>(?:以下|下列|后续)(?:各项|各条|各章|各任务|任务|工作|举措|措施|内容|所有|事项|重点|均|都)*|(?:各项|所有|上述|以上|全部|本方案|本措施|本意见|每项|各条)[^，。；（）]{0,12}?)，?(?:均|都|也)?(?:由|需要|需由|需|须由|须|应由|请|要求)(?<names>[^。；\\n]{2,120}?)${STOP}`,
    "gu",
  ),
  // 各县（市、区）人民政府为以下各项任务的责任单位，不再列出; 责任单位均含各县区，不再列出
  new RegExp(
    `(?<names>[^。；：，\\n]{2,80}?)(?:均|都)?(?:为|是|作为)(?<scope>以下|下列|各项|所有|上述|以上|全部|每项)?[^，。；（）]{0,10}?(?<role>牵头|责任|落实|实施|配合|参与|协助)(?:单位|部门|主体)${STOP}`,
    "gu",
  ),
  new RegExp(
    `(?<scope>以下|下列|各项|所有|上述|以上|全部)[^，。；（）]{0,12}?(?<role>牵头|责任|落实|实施|配合|参与|协助)(?:单位|部门|主体)(?:均|都)?(?:包括|包含|含|有|为)(?<names>[^。；\\n]{2,80}?)${STOP}`,
    "gu",
  ),
  // 具体任务均涉及相关市（州）人民政府，不再做分工，下同
  new RegExp(
    `(?<scope>(?:以下|下列|各项|各条|具体|所有|全部|上述)[^，。；（）]{0,8}?)(?:均|都)?(?<role>涉及|包含|包括)(?<names>[^。；\\n]{2,80}?)${STOP}`,
    "gu",
  ),
];

const CONDITIONAL = new RegExp(
  `(?:凡|其中)?(?:需要?|涉及|属于)[^，。；\\n]{1,24}(?:落实|办理|实施|配合|负责|承担|参与|推进)?的(?:事项|任务|工作|内容)?，(?:均|都)?由[^。；\\n]{2,60}?${STOP}`,
  "gu",
);

// 两市发改委协调推进: what somebody does for every task, said of one task it would be its own words.
const VERB_OF_ALL =
  /(?:加强|做好|抓好|负责)?(?:统筹协调|统筹推进|协调推进|协调落实|推进落实|跟踪落实|共同推进|协同推进|统筹|协调|推进|推动|跟进|办理|抓落实|保障)[*\s]*$/u;

function verbOfAll(folded: string): { role: Role; length: number } | null {
  const found = VERB_OF_ALL.exec(folded.slice(-24));
  return found && { role: "RESPONSIBLE", length: found[0].length };
}

/** Whatever is not listed again and was not taken as a rule: asked about, never dropped. */
const NOT_LISTED =
  /[^。；\n（）()]{0,60}不再?(?:一一|逐一|逐项|逐条|单独|另行|重复|分别|另)*(?:列出|列示|列举|列明|标注|标明|注明)[^。；\n（）()]{0,40}/gu;

/** No notice states more. */
const MOST_RULES = 200;

/** Rules join those in force; one that is said again is one. */
export function takeRules(inForce: StandingRule[], more: readonly StandingRule[]): void {
  for (const rule of more) {
    if (inForce.length < MOST_RULES && !inForce.some((each) => isSame(each, rule)))
      inForce.push(rule);
  }
}

function isSame(one: StandingRule, other: StandingRule): boolean {
  if (one.kind === "ADDED")
    return other.kind === "ADDED" && one.names === other.names && one.role === other.role;
  if (one.kind === "FIRST_LEADS")
    return other.kind === "FIRST_LEADS" && one.others === other.others;
  return other.kind === one.kind;
}

/** The standing rules a text states, in its order. */
export function standingRulesIn(text: string, lineAt: (place: number) => number): StandingRule[] {
  // Far cheaper than the patterns: most texts state none.
  if (!/牵\s*头|不\s*再|不\s*一|不\s*另|下\s*同|不\s*单|不\s*逐|不\s*重|主\s*办/.test(text))
    return [];
  const folded = fold(text);
  const rules: StandingRule[] = [];
  for (const found of [...folded.matchAll(FIRST_LEADS), ...folded.matchAll(LAST_LEADS)]) {
    const others = found.groups?.others;
    rules.push({
      kind: "FIRST_LEADS",
      others: others ? (others === "责任" ? "RESPONSIBLE" : "SUPPORT") : null,
      ...placeOf(found, lineAt),
    });
  }
  for (const found of folded.matchAll(STARRED_LEADS)) {
    rules.push({ kind: "STARRED_LEADS", ...placeOf(found, lineAt) });
  }
  for (const found of folded.matchAll(SOLE_LEADS)) {
    rules.push({ kind: "SOLE_LEADS", ...placeOf(found, lineAt) });
  }
  for (const found of folded.matchAll(CONDITIONAL)) {
    const said = text.slice(found.index, found.index + found[0].length);
    rules.push({ kind: "CONDITIONAL", said, ...placeOf(found, lineAt) });
  }
  for (const pattern of ADDED) {
    for (const found of folded.matchAll(pattern)) {
      const rule = addedBy(found, text, lineAt);
      if (rule) rules.push(rule);
    }
  }
  const taken = apart(rules);
  const untaken = [...folded.matchAll(NOT_LISTED)]
    .map((found) => placeOf(found, lineAt))
    .filter(({ start, end }) => !taken.some((rule) => rule.start < end && start < rule.end))
    .map((place): StandingRule => {
      return { kind: "UNREAD", said: text.slice(place.start, place.end), ...place };
    });
  return [...taken, ...untaken].sort((a, b) => a.start - b.start);
}

/** Of rules that overlap the first found stays. */
function apart(rules: readonly StandingRule[]): StandingRule[] {
  const kept: StandingRule[] = [];
  // The sort is stable: of two that begin together the surer pattern's comes first.
  for (const rule of [...rules].sort((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (!last || last.end <= rule.start) kept.push(rule);
    else if (last.kind === "ADDED" && rule.kind !== "ADDED") kept.splice(-1, 1, rule);
  }
  return kept;
}

function addedBy(
  found: RegExpExecArray,
  text: string,
  lineAt: (place: number) => number,
): StandingRule | null {
  const { scope = "", names = "", role } = found.groups ?? {};
  const at =
    found.index +
    found[0].indexOf(names, scope.length > 0 && found[0].startsWith(scope) ? scope.length : 0);
  const written = names.replace(/[，、\s]+$/, "");
  const verb = verbAtEnd(written) ?? verbOfAll(written);
  if (!role && !verb) return null;
  const label = labelsIn(written).at(-1);
  const skip = label && label.end < written.length ? label.end : 0;
  const roleOf: Role = role
    ? /配合|参与|协助/.test(role)
      ? "SUPPORT"
      : role === "牵头"
        ? "LEAD"
        : "RESPONSIBLE"
    : (verb?.role ?? "RESPONSIBLE");
  const listed = text.slice(at + skip, at + written.length - (role ? 0 : (verb?.length ?? 0)));
  return {
    kind: "ADDED",
    names: listed,
    role: roleOf,
    from: /^(?:以下|下列|后续|)$/.test(scope.slice(0, 2)) ? "NEXT" : "HERE",
    ...placeOf(found, lineAt),
  };
}

function placeOf(found: RegExpExecArray, lineAt: (place: number) => number) {
  return { start: found.index, end: found.index + found[0].length, line: lineAt(found.index) };
}

/** The text with what its rules say blanked out, place by place. */
export function withoutRules(
  text: string,
  rules: readonly Pick<StandingRule, "start" | "end">[],
): string {
  if (rules.length === 0) return text;
  let rest = "";
  for (const { start, end } of [...rules].sort((a, b) => a.start - b.start)) {
    if (end <= rest.length) continue;
    rest += text.slice(rest.length, Math.max(rest.length, start));
    rest += text.slice(rest.length, end).replace(/[^\n]/g, " ");
  }
  return rest + text.slice(rest.length);
}
