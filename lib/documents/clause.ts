import type { City } from "../units/rules";
import { besideIn } from "./besides";
import { cutOutside } from "./brackets";
import { isDeadline } from "./deadlines";
import { fold } from "./fold";
import { type Cut, noteDeadline, readList } from "./lists";
import type { ClauseReading, ClauseUnit, Issue } from "./mention";
import { areBodies } from "./names";
import { cutBehindVerb, isStronger, labelsIn, type Role, verbAtEnd } from "./roles";

/**
 * The units a clause (the words after 责任单位：) names, in its order, each once. A prefix, 两市 or a
 * city, holds across 、 until the next prefix; a ， ends it. A name is never dropped and never split
 * at 和, which is part of names (文化和旅游局), unless both sides are names by themselves.
 */
export function readClause(clause: string, cities: readonly City[]): ClauseUnit[] {
  return onceEach(readMentions(clause, { cities }).mentions).map(
    ({ written: _w, at: _a, ...unit }) => unit,
  );
}

/** Each unit once, at its first place, in its strongest role. */
export function onceEach<Unit extends ClauseUnit>(units: readonly Unit[]): Unit[] {
  const found = new Map<string, Unit>();
  for (const unit of units) {
    const before = found.get(unit.name);
    if (!before) found.set(unit.name, unit);
    else if (isStronger(unit.role, before.role))
      found.set(unit.name, { ...before, role: unit.role });
  }
  return [...found.values()];
}

/** Every naming of a unit in a clause, labels and verbs read as roles. */
export function readMentions(
  clause: string,
  issue: Issue,
  role: Role | null = null,
): ClauseReading {
  const folded = fold(clause);
  const labels = labelsIn(folded);
  const reading: ClauseReading = {
    mentions: [],
    explicit: role === "LEAD" || role === "SUPPORT",
    open: [],
    strange: [],
    beside: [],
    deadlines: [],
    unsure: [],
  };
  const parts: { start: number; end: number; role: Role | null }[] = [
    { start: 0, end: labels[0]?.start ?? clause.length, role },
    ...labels.flatMap(({ end, role: given }, index) =>
      // 完成时限：… names no unit
      given === null
        ? []
        : [{ start: end, end: labels[index + 1]?.start ?? clause.length, role: given }],
    ),
  ];
  for (const part of parts) {
    if (part.role === "LEAD" || part.role === "SUPPORT") reading.explicit = true;
    for (const sentence of cutOutside(clause.slice(part.start, part.end), "。；;\n")) {
      readSentence({ ...sentence, at: part.start + sentence.at }, part.role, issue, reading);
    }
  }
  return reading;
}

/** 甲局牵头，乙局、丙局配合: what a verb at the end says holds for what stands before it. */
function readSentence(sentence: Cut, role: Role | null, issue: Issue, reading: ClauseReading) {
  let waiting: Cut[] = [];
  let told = false;
  const settle = (given: Role) => {
    for (const list of waiting) reading.mentions.push(...readList(list, given, issue, reading));
    waiting = [];
  };
  for (const segment of cutOutside(sentence.text, "，,").flatMap(cutBehindVerb)) {
    if (isDeadline(segment.text)) {
      noteDeadline(segment.text, sentence.at + segment.at, reading);
      continue;
    }
    const beside = besideIn(segment.text);
    if (beside) reading.beside.push(beside);
    if (beside) continue;
    // 责任单位：甲局、乙局，具体由甲局牵头: a sentence of its own
    if (/^\s*(?:具体)?由/.test(segment.text)) settle(role ?? "RESPONSIBLE");
    const verb = verbAtEnd(fold(segment.text));
    const text = segment.text.slice(0, segment.text.length - (verb?.length ?? 0));
    const bare = verb && text.trim() === "";
    waiting.push({ text, at: sentence.at + segment.at });
    if (!verb || (bare && waiting.length === 1)) continue;
    // 责任单位：甲局，乙局负责: 负责 says no more than the label; 牵头 and 配合 do.
    // 甲、乙分别负责: each for itself, none leads.
    const each = /分别/.test(segment.text.slice(text.length));
    if (verb.role !== "RESPONSIBLE" || each) reading.explicit = true;
    told = true;
    settle(verb.role === "RESPONSIBLE" && role ? role : verb.role);
  }
  // 甲局牵头，乙局配合，取得阶段性成效: the last is nobody's name
  if (told && role === null) {
    const names = waiting.filter(({ text }) => areBodies(text, true));
    reading.strange.push(
      ...waiting.flatMap((each) => (names.includes(each) ? [] : each.text.trim() || [])),
    );
    waiting = names;
  }
  settle(role ?? "RESPONSIBLE");
}
