import "server-only";
import type { ProblemLevel, UnitKind } from "../../prisma/generated/enums";
import type { Board } from "../dashboards/board";
import { type IsoDate, toDbDate } from "../dates";
import { containsAll } from "../format";
import { PROBLEM_LEVEL_NAMES, UNIT_KIND_NAMES } from "../glossary";
import { paths } from "../paths";
import { db } from "../platform/db";
import type { Actor } from "../policy";
import { isCalled, unitsCalled } from "../units/calling";
import type { City } from "../units/rules";
import type { PlanText } from "./plan-texts";
import { pointNumberOf } from "./rules";
import type { SearchKind } from "./schema";

/** What a source is asked: who wants to know, for which words, as of the end of which day. */
export type Asking = {
  actor: Actor;
  query: string;
  words: string[];
  board: Board;
  units: SearchedUnit[];
  today: IsoDate;
  /** of one kind, what readPlanTexts() found; read once for all kinds */
  texts: (kind: SearchKind) => Promise<PlanText[]>;
  /** as many as are shown, and one to see whether there are more */
  most: number;
};

export type SearchedUnit = {
  id: number;
  name: string;
  shortName: string;
  aliases: string[];
  /** 曾用名 */
  formerNames: string[];
  /** of the units that were merged into it */
  mergedNames: string[];
  kind: UnitKind;
  cityId: number | null;
};

/**
 * `text` is where the words stand, when not in the title; `note` tells similar ones apart; `apart`
 * when the title holds the characters of a word but not the word.
 */
export type Found = {
  id: number;
  title: string;
  text: string;
  note: string;
  href: string;
  apart?: boolean;
  /** whether it is called just what was asked for */
  exact?: boolean;
};

/** Finds one kind of thing, the best first. It answers with nothing the actor may not read. */
export type Source = (asking: Asking) => Promise<Found[]> | Found[];

/** 第 3 项 深化教育合作 */
export function pointOf({ number, title }: { number: number; title: string }): string {
  return `第 ${number} 项 ${title}`;
}

/** Of some texts the one that holds all the words, or all of them. */
export function quoteOf(parts: string[], words: string[]): string {
  return parts.find((part) => containsAll(part, words)) ?? parts.join("\n");
}

/**
 * Points of the plan in force: the number itself, then title, text, clause; then those that an update
 * of the notice calls otherwise now, by the number, title or text they had, with 原标题 beside them.
 */
export async function points(asking: Asking): Promise<Found[]> {
  const now = pointsAsTheyAre(asking);
  const before = new Map<number, Found>();
  for (const { pointId, name, text, place } of await asking.texts("POINT")) {
    const point = asking.board.points.find(({ id }) => id === pointId);
    if (!point || before.has(point.id) || now.some(({ id }) => id === point.id)) continue;
    const title = `${point.number}. ${point.title}`;
    const renamed = name !== title;
    const quote = containsAll(name, asking.words) ? "" : text;
    before.set(point.id, {
      id: point.id,
      title,
      text: renamed ? `原标题：${name}${quote && `\n${quote}`}` : `原文字：${quote}`,
      note: `${place} 通知更新以前`,
      href: `${paths.point(point.number)}#former-${place}`,
    });
  }
  const byNumber = now.filter(({ exact }) => exact);
  const others = now.filter(({ exact }) => !exact);
  return [...byNumber, ...before.values(), ...others]
    .slice(0, asking.most)
    .map(({ exact: _exact, ...found }: Found & { exact?: boolean }) => found);
}

function pointsAsTheyAre({ query, words, board, most }: Asking) {
  const number = pointNumberOf(query);
  // One letter stands in the pinyin of nearly every title.
  const isSpelt = words.every((word) => word.length > 1);
  return board.points
    .flatMap((point) => {
      const parts = [`${point.number}. ${point.title}`, point.body, point.clause];
      const inTitle = containsAll(point.title, words);
      const spelt = !inTitle && isSpelt && isCalled(point.title, words);
      const written = spelt || containsAll(parts.join("\n"), words);
      if (point.number !== number && !written) return [];
      const place = parts.slice(1).findIndex((part) => containsAll(part, words));
      const rank = point.number === number ? 0 : inTitle ? 1 : spelt ? 2 : place === 0 ? 3 : 4;
      const title = parts[0] ?? "";
      const text = place === 1 && !inTitle ? point.clause : point.body;
      const chapter = board.chapters.find((each) => each.number === point.chapterNumber);
      const href = paths.point(point.number);
      return [{ rank, id: point.id, title, text, note: chapter?.title ?? "", href }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ rank, ...found }) => ({ ...found, exact: rank === 0 }));
}

/** Units by any name they go by, or by the first letters of its pinyin. */
export function units({ words, board, units: all, most }: Asking): Found[] {
  const held = new Set(board.assignments.map(({ unit }) => unit.id));
  const named = all
    .filter((unit) => held.has(unit.id))
    .map((unit) => ({
      ...unit,
      others: [...unit.formerNames, ...unit.mergedNames],
      city: board.cities.find(({ id }) => id === unit.cityId) ?? null,
    }));
  return unitsCalled(named, words)
    .slice(0, most)
    .map(({ unit, call }) => ({
      id: unit.id,
      title: unit.name,
      text: otherNames(unit, unit.city, words),
      note: [unit.city?.name, UNIT_KIND_NAMES[unit.kind]].filter(Boolean).join(" · "),
      href: paths.unit(unit.id),
      apart: call.how === "ABRIDGED",
      exact: call.how === "EXACTLY",
    }));
}

/** Those of a unit's other names that hold the words, as they were typed: 又称：济南发改委. */
function otherNames(unit: SearchedUnit, city: City | null, words: string[]): string {
  const told = (label: string, forms: string[][]) => {
    const called = forms.flatMap((each) => each.find((name) => isCalled(name, words)) ?? []);
    return called.length > 0 ? [`${label}：${called.join("、")}`] : [];
  };
  const withCity = (alias: string) =>
    city ? [alias, city.shortName + alias, city.name + alias] : [alias];
  const single = (name: string) => [name];
  return [
    ...told("又称", unit.aliases.map(withCity)),
    ...told("曾用名", unit.formerNames.map(single)),
    ...told("并入的单位", unit.mergedNames.map(single)),
  ].join("；");
}

type ProblemRow = {
  id: number;
  text: string;
  level: ProblemLevel;
  raisedOn: IsoDate;
  closedOn: IsoDate | null;
  unit: string;
  point: number;
};

/** Problems of the plan in force, which approved reports have raised, by their text, whoever was to solve them, and outcome: open ones first, then the newest. */
export async function problems({ board, words, today, most }: Asking): Promise<Found[]> {
  const day = toDbDate(today);
  const rows = await db().$queryRaw<ProblemRow[]>`
    SELECT pr.id, concat_ws(' · ', pr.text,
             CASE WHEN pr.closed_on <= ${day} THEN nullif(pr.outcome, '') END) AS text, pr.level, pr.raised_on::text AS "raisedOn", u.name AS unit, wp.number AS point,
           CASE WHEN pr.closed_on <= ${day} THEN pr.closed_on::text END AS "closedOn"
      FROM assignments a
      JOIN problems pr ON pr.assignment_id = a.id
      JOIN units u ON u.id = a.unit_id
      JOIN work_points wp ON wp.id = a.point_id
     WHERE a.plan_id = ${board.plan.id} AND pr.raised_on <= ${day}
       AND search_fold(concat_ws(' ', pr.text, pr.owner,
                       (SELECT string_agg(po.owner, ' ') FROM problem_owners po
                         WHERE po.problem_id = pr.id AND po.named_on <= ${day}),
                       CASE WHEN pr.closed_on <= ${day} THEN pr.outcome END))
           LIKE ALL (search_patterns(${words}))
     ORDER BY (pr.closed_on IS NULL OR pr.closed_on > ${day}) DESC, pr.raised_on DESC, pr.id DESC
     LIMIT ${most}`;
  return rows.map(({ id, text, level, raisedOn, closedOn, unit, point }) => ({
    id,
    title: `${unit} · 第 ${point} 项`,
    text,
    note: [PROBLEM_LEVEL_NAMES[level], `${raisedOn} 立项`, closedOn && `${closedOn} 办结`]
      .filter(Boolean)
      .join(" · "),
    href:
      closedOn === null
        ? `${paths.problems({ level: "ALL", problem: id })}#problem-${id}`
        : paths.problem(id),
  }));
}
