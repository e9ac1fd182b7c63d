import { monthDay, percent } from "../format";
import { NO_PROGRESS_REASON_NAMES, PROBLEM_LEVEL_NAMES, type ReportField } from "../glossary";
import type { SubmittedReport } from "./queries";
import { type DiffPart, wordDiff } from "./text-diff";

/** What became of one value from a version to the next; null where there was or is none. */
export type ValueChange = { name: string; before: string | null; now: string | null };

/** What two versions of a report say differently in one block: its text word by word, its values one by one. */
export type BlockChange = { block: ReportField; parts: DiffPart[]; values: ValueChange[] };

/** Everything a version changed against the one handed in before it, in the form's order; blocks that are the same are left out. */
export function changesBetween(before: SubmittedReport, now: SubmittedReport): BlockChange[] {
  // What a month ticked, solved or gave as evidence is not taken back by the next that names it no more.
  const ofPeriod = (values: Values) =>
    before.month === now.month ? values : values.filter(([, , value]) => value !== null);
  const blocks: BlockChange[] = [
    block("correctionReason", [before.correctionReason, now.correctionReason]),
    block("percent", null, [["", percent(before.percent), percent(now.percent)]]),
    block("percentReason", [before.percentReason, now.percentReason]),
    block("readings", null, readings(before, now)),
    block(
      "progressText",
      [before.progressText, now.progressText],
      [["本期无新进展", paused(before), paused(now)]],
    ),
    block("actions", null, ofPeriod(actions(before, now))),
    block(
      "problemText",
      [before.problemText, now.problemText],
      [
        ["需要哪一级协调", level(before), level(now)],
        ["由谁解决", before.problemOwner || null, now.problemOwner || null],
      ],
    ),
    block("outcomes", null, ofPeriod(outcomes(before, now))),
    block(
      "nextStepText",
      [before.nextStepText, now.nextStepText],
      [["计划完成日期", before.nextStepOn, now.nextStepOn]],
    ),
    block("evidence", null, ofPeriod(files(before, now))),
  ];
  return blocks.filter(({ parts, values }) => parts.length > 0 || values.length > 0);
}

type Values = [name: string, before: string | null, now: string | null][];

function block(field: ReportField, texts: [string, string] | null, values: Values = []) {
  const parts = texts && texts[0] !== texts[1] ? wordDiff(...texts) : [];
  const changed = values.filter(([, before, now]) => before !== now);
  return {
    block: field,
    parts,
    values: changed.map(([name, before, now]) => ({ name, before, now })),
  };
}

function paused({ noProgressReason }: SubmittedReport): string | null {
  return noProgressReason && NO_PROGRESS_REASON_NAMES[noProgressReason];
}

function level({ problemLevel }: SubmittedReport): string | null {
  return problemLevel && PROBLEM_LEVEL_NAMES[problemLevel];
}

function readings(before: SubmittedReport, now: SubmittedReport): Values {
  return paired(
    before.readings,
    now.readings,
    (each) => each.indicatorId,
    ({ name }) => name,
    ({ value, measure }) => `${value} ${measure}`,
  );
}

function actions(before: SubmittedReport, now: SubmittedReport): Values {
  return paired(
    before.actions,
    now.actions,
    (each) => each.actionItemId,
    ({ position, text }) => `举措 ${position}：${text}`,
    ({ doneOn }) => `${monthDay(doneOn)}完成`,
  );
}

function outcomes(before: SubmittedReport, now: SubmittedReport): Values {
  return paired(
    before.outcomes,
    now.outcomes,
    (each) => each.problemId,
    ({ text }) => text,
    ({ outcome }) => outcome,
  );
}

function files(before: SubmittedReport, now: SubmittedReport): Values {
  return paired(
    before.evidence,
    now.evidence,
    (each) => each.id,
    ({ name, version }) => (version > 1 ? `${name}（第 ${version} 版）` : name),
    () => "有",
  );
}

/** Entries of two lists brought together by what they are about, those of the newer list first. */
function paired<T>(
  before: T[],
  now: T[],
  key: (entry: T) => number,
  name: (entry: T) => string,
  value: (entry: T) => string,
): Values {
  const old = new Map(before.map((entry) => [key(entry), entry]));
  const kept = new Set(now.map(key));
  return [
    ...now.map((entry): Values[number] => {
      const earlier = old.get(key(entry));
      return [name(entry), earlier ? value(earlier) : null, value(entry)];
    }),
    ...before
      .filter((entry) => !kept.has(key(entry)))
      .map((entry): Values[number] => [name(entry), value(entry), null]),
  ];
}
