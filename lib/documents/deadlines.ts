import { isIsoDate, lastOfMonth } from "../dates";
import { fold } from "./fold";
import { chineseNumber } from "./numerals";

export type Deadline = {
  /** as written: 12月底前, 完成时限：2024年12月底 */
  text: string;
  /** YYYY-MM-DD, its last day; null for work that goes on, and where no year tells */
  date: string | null;
  /** DATE: due by then; ONGOING: without an end (长期坚持); TARGET: what a later year is to bring (到2027年) */
  kind: "DATE" | "ONGOING" | "TARGET";
  /** where it stands in the text */
  start: number;
};

const TIME =
  /(?=[\d一二三四五六七八九十〇○零前上下年今明当本次第])(?:(?<year>\d{4}|[二〇○零一三四五六七八九]{4}|今|明|当|本|次) *年度? *的? *)?(?:(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) *月份?(?: *(?<day>[12]\d|3[01]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]) *日| *(?<part>底|末|[上中下]旬))?|(?:前|第 *)?(?<quarter>[一二三四1-4]) *个?季度 *(?<quarterEnd>底|末)?|(?<half>[上下])半年|(?<end>年? *(?:底|末|终|内)))?(?<before> *(?:底|末)? *(?:之前|以前|前(?!期|三|沿|列|后|瞻|景|提|端)|内))?/gu;

const LABELLED =
  /(?:完成时限|完成时间|完成期限|办理时限|时限要求|时间要求|时间节点|时间安排|进度安排|进度要求|完成日期|起止时间|起止日期|实施时间|推进时间|计划时间|建设周期|时限) *(?:： *| +)(?<value>[^；。）\n，]{1,60})/gu;
const ONGOING = /长期|持续|常年|常态化|全年|每(?:[年月周日]|个?季)|按[月季]|逐[年月季]/u;
const ONGOING_ALONE =
  /(?<=[，。；（\n：])(?:长期坚持|长期推进|长期实施|常年坚持|全年推进|全年开展|持续推进|持续开展|贯穿全年)(?=[。；）\n，]|$)/gu;

const WHEN =
  /^(?:(?:力争|争取|确保|并|原则上|计划|预计|拟|须|需) *)*[于在到至]? *(?=[^。]*(?:[年月季底末半]|\d{4}))[\d○〇零一二三四五六七八九十今明当本次每年月日号度底末中上下旬季第前个半初之以内终至到. —–~-]+(?:(?:全面|基本|全部|陆续|分批)?(?:完成|落实|到位|建成|投用|启动|见效|实施|推进|报送|印发|出台)(?:任务|工作|到位)?)?(?:，?并(?:长期|持续|常态化)(?:坚持|推进|实施|开展|巩固|抓好))?$/u;
const GOING_ON =
  /^(?:并|全年|长期|持续|常年|常态化|逐年)+(?:坚持|推进|实施|开展|落实|进行|深化|推动|抓好|巩固|完善)*$/u;

/** Whether words of a clause say when, and nothing else: 2025年6月底前完成, 年底前, 2025年12月, 持续推进. */
export function isDeadline(words: string): boolean {
  if (words.length > 32) return false;
  const bare = fold(words).trim();
  return WHEN.test(bare) || GOING_ON.test(bare);
}

/** The deadlines of a text with those its clauses state in words of their own (甲局，2025年12月), in its order. */
export function withStated(
  found: readonly Deadline[],
  stated: readonly { text: string; at: number }[],
  planYear: number,
): Deadline[] {
  const more = stated.flatMap(({ text, at }) => {
    const end = at + text.length;
    if (found.some((each) => each.start < end && at < each.start + each.text.length)) return [];
    const [first = UNREAD, ...others] = deadlinesIn(`完成时限：${text}`, planYear);
    const read = others.some(({ date }) => date !== first.date) ? UNREAD : first;
    return [{ ...read, text, start: at }];
  });
  return more.length === 0 ? [...found] : [...found, ...more].sort((a, b) => a.start - b.start);
}

/** Of the deadlines of a text those its own column does not say as well, and those of the column, each once. */
export function saidOnce(ofText: readonly Deadline[], ofColumn: readonly Deadline[]): Deadline[] {
  const isSame = (one: Deadline, other: Deadline) =>
    one.kind === other.kind &&
    one.date === other.date &&
    (one.date !== null || one.text === other.text);
  return [
    ...ofText.filter((each) => !ofColumn.some((other) => isSame(each, other))),
    ...ofColumn.filter((each, at) => ofColumn.findIndex((other) => isSame(each, other)) === at),
  ];
}

/** Words that say when, of which no date could be made. */
const UNREAD = { date: null, kind: "DATE" } as const;

/** The deadlines of a text in its order; those that name no year are of the plan's. */
export function deadlinesIn(text: string, planYear: number): Deadline[] {
  const folded = fold(text);
  const found: Deadline[] = [];
  let until = 0;
  const labelled = [...folded.matchAll(LABELLED)].flatMap(
    (match) => labelledDeadline(match, text, planYear) ?? [],
  );
  const alone = [...folded.matchAll(ONGOING_ALONE)].map(
    (match): Deadline => ({
      text: match[0],
      date: null,
      kind: "ONGOING",
      start: match.index,
    }),
  );
  const timed = [...folded.matchAll(TIME)].flatMap(
    (match) => timedDeadline(match, folded, text, planYear) ?? [],
  );
  // Of two that overlap the longer wording, with its label, is the deadline.
  for (const deadline of [...labelled, ...alone, ...timed].sort(
    (a, b) => a.start - b.start || b.text.length - a.text.length,
  )) {
    if (deadline.start < until) continue;
    found.push(deadline);
    until = deadline.start + deadline.text.length;
  }
  return found;
}

function labelledDeadline(match: RegExpExecArray, text: string, planYear: number): Deadline | null {
  const value = match.groups?.value ?? "";
  const dates = [...value.matchAll(TIME)].flatMap((time) => dateOf(time, planYear) ?? []);
  const date = isSeveral(value) ? null : (dates.at(-1) ?? dottedDate(value));
  const goesOn = !date && ONGOING.test(value);
  if (!date && !goesOn && !/^(?:完成|办理)? *(?:时限|期限|时间)/.test(match[0])) return null;
  const written = text.slice(match.index, match.index + match[0].length).trimEnd();
  return { text: written, date, kind: goesOn ? "ONGOING" : "DATE", start: match.index };
}

const DAY_OR_MONTH = "(?:\\d{1,2} *(?:月|日)?|[上下]半年|第?[一二三四]季度)";
const SEVERAL = new RegExp(
  `${DAY_OR_MONTH}(?: *\\d{1,2} *日)?(?:[底末上中下旬]*(?:之?前)?)? *[、和及与或] *(?:20\\d\\d *[年./-] *)?${DAY_OR_MONTH}(?=.*[月日]|$|[底末前]|.*[半季])`,
  "u",
);

/** 6月、11月: two days, of which none is the last for all that is to be done; 3月至10月 is one span. */
const isSeveral = (value: string): boolean => SEVERAL.test(fold(value));

/** Whether words that say when name more than one day. */
export const namesSeveralDays = (words: string, planYear: number): boolean =>
  isSeveral(words) || deadlinesIn(`完成时限：${words}`, planYear).length > 1;

/** 2025.12, 2025-06-30, 2025/6: as a table writes it. */
function dottedDate(value: string): string | null {
  const found = [
    ...value.matchAll(/(20\d\d)[./-](1[0-2]|0?[1-9])(?:[./-]([12]\d|3[01]|0?[1-9]))?(?!\d)/g),
  ];
  const [, year = "", month = "", day] = found.at(-1) ?? [];
  const first = `${year}-${month.padStart(2, "0")}-01`;
  if (!isIsoDate(first)) return null;
  const date = day ? `${first.slice(0, 8)}${day.padStart(2, "0")}` : lastOfMonth(first);
  return isIsoDate(date) ? date : null;
}

function timedDeadline(
  match: RegExpExecArray,
  folded: string,
  text: string,
  planYear: number,
): Deadline | null {
  const { year, month, day, part, quarter, quarterEnd, half, end, before } = match.groups ?? {};
  if (match[0].trim() === "" || !(month || quarter || half || end || year)) return null;
  const ahead = folded.slice(Math.max(0, match.index - 6), match.index);
  const after = folded.slice(match.index + match[0].length, match.index + match[0].length + 8);
  if (
    /[\d〇一二三四五六七八九十—–－~～.-]$/.test(ahead) ||
    /(?:自|从|第|每|近|历|上|学|半|两|几|数|多|同|跨|隔)$/.test(ahead)
  )
    return null;
  // 年内实施, 年内举办: by the end of the year, whatever is done
  const within = end?.endsWith("内") === true;
  if (
    !(within && /^ *(?:实施|施行)/.test(after)) &&
    /^ *(?:起|以来|以后|施行|实施|至|—|–|-|~|～|度|间|初|期间|同期|的?年均)/.test(after)
  )
    return null;
  // 10月举办 says when it takes place, 10月底前举办 by when.
  if (!before?.trim() && !within && /^ *(?:举办|召开)/.test(after)) return null;
  const until = /(?:到|至|截至|截止到?|力争) *$/.test(ahead);
  const done =
    /^ *(?:全面|全部|基本|主体)*(?:完成|完工|交付|通车|运营|实现|建成|投产|竣工|启动|开工|投用|投入|达到|报送|印发|出台|形成)/.test(
      after,
    );
  const sure =
    before?.trim() ||
    (day && until) ||
    (month && !day && (/[底末]/.test(part ?? "") || until || done)) ||
    (quarter && (quarterEnd || done)) ||
    (half && !/^ *(?:同比|增长|累计|以来)/.test(after)) ||
    end ||
    (until && year);
  if (!sure) return null;
  if (end && !year && !end.startsWith("年")) return null;
  if (before?.includes("内") && !end && !half && !quarter) return null;
  const date = dateOf(match, planYear);
  const of = date ? Number(date.slice(0, 4)) : planYear;
  // 2023年底前已建成 tells what has been done; 2023年底前完成 what was to be.
  if (
    planYear > 0 &&
    of < planYear &&
    (until || !(before?.trim() || done) || /^ *(?:已|均已|全部已|就|共|累计)/.test(after))
  )
    return null;
  const later = until && planYear > 0 && of > planYear && !before?.trim();
  const lead = until && /(?:到|至)$/.test(ahead.trimEnd()) ? 1 : 0;
  const start = match.index - lead;
  return {
    text: text.slice(start, match.index + match[0].length).trimEnd(),
    date,
    kind: later ? "TARGET" : "DATE",
    start,
  };
}

function dateOf(match: RegExpExecArray, planYear: number): string | null {
  const {
    year: written,
    month: inMonth,
    day: onDay,
    part,
    quarter,
    half,
    end,
    before,
  } = match.groups ?? {};
  const year = yearOf(written, planYear);
  if (year === 0 || !(written || inMonth || quarter || half || end)) return null;
  if (inMonth) {
    const month = figure(inMonth);
    const day = onDay ? figure(onDay) : part === "上旬" ? 10 : part === "中旬" ? 20 : 0;
    const first = `${year}-${pad(month)}-01`;
    const date =
      day > 0 ? `${year}-${pad(month)}-${pad(day)}` : isIsoDate(first) ? lastOfMonth(first) : "";
    return isIsoDate(date) ? date : null;
  }
  if (quarter) return lastOfMonth(`${year}-${pad(figure(quarter) * 3)}-01`);
  if (half) return half === "上" ? `${year}-06-30` : `${year}-12-31`;
  // 2025年前: before that year begins
  return !end && before?.includes("前") ? `${year - 1}-12-31` : `${year}-12-31`;
}

function yearOf(written: string | undefined, planYear: number): number {
  if (!written || /[今当本]/.test(written)) return planYear;
  if (/[明次]/.test(written)) return planYear === 0 ? 0 : planYear + 1;
  return yearInFigures(written);
}

/** 2024 and 二〇二四 → 2024 */
export function yearInFigures(written: string): number {
  return Number(
    [...written]
      .map((each) => (/[○零〇]/.test(each) ? "0" : (chineseNumber(each) ?? each)))
      .join(""),
  );
}

/** 12 and 十二 → 12 */
export const figure = (written: string) =>
  /^\d+$/.test(written) ? Number(written) : (chineseNumber(written) ?? 0);
const pad = (number: number) => String(number).padStart(2, "0");
