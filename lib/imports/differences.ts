import type { IsoDate } from "../dates";
import type { Role } from "../documents/roles";
import type { PlanToWrite, PointToWrite } from "../documents/write-plan";
import { type ByHand, chapterText, dueKeys, NOTHING_BY_HAND } from "./by-hand";
import { textOfPoint } from "./content";
import { alike } from "./nearest";

/** A point of a plan that is in force, with the units that answer for it now. */
export type PlanPoint = Omit<PointToWrite, "units"> & {
  id: number;
  chapterNumber: number;
  /** members of a 集合单位 aside */
  units: { name: string; role: Role; fromNotice: boolean; byHand: boolean }[];
  /** units of the notice that an admin took off it */
  takenOff: string[];
  /** what an admin set in the preview of an import otherwise than it was read */
  byHand: { text: boolean; due: boolean };
  /** what is still to be done with it and lets it not be taken away: 有批示 …; null: nothing */
  bound: string | null;
};

export type PlanAsItIs = Omit<PlanToWrite, "chapters" | "cities"> & {
  id: number;
  /** `byHand`: its heading or 导语, in the preview of an import */
  chapters: (Omit<PlanToWrite["chapters"][number], "points"> & { byHand?: boolean })[];
  points: PlanPoint[];
};

/** A point as the notice has it, with its chapter. */
type Wanted = PointToWrite & { chapterNumber: number };

/** One thing in which a notice differs from the plan; `key` is what an admin accepts. */
export type Difference =
  | { key: string; kind: "HEAD"; field: HeadField; before: string; after: string }
  | {
      key: string;
      kind: "CHAPTER";
      number: number;
      before: string;
      after: string;
      byHand: boolean;
    }
  | { key: string; kind: "ADDED"; number: number; title: string; after: string }
  | {
      key: string;
      kind: "REMOVED";
      pointId: number;
      number: number;
      title: string;
      before: string;
      bound: string | null;
    }
  | (OfPoint & { kind: "TEXT"; before: string; after: string; byHand: boolean })
  | (OfPoint & { kind: "NUMBER"; before: number; after: number })
  | (OfPoint & { kind: "CHAPTER_OF"; before: number; after: number })
  | (OfPoint & { kind: "DUE"; before: IsoDate; after: IsoDate; byHand: boolean })
  | (OfPoint & {
      kind: "UNIT";
      unit: string;
      before: Role | null;
      after: Role | null;
      /** an admin set it so after the notice was imported; of TEXT and DUE in the preview of an import */
      byHand: boolean;
    });

type OfPoint = { key: string; pointId: number; number: number; title: string };
type HeadField = "title" | "documentNumber" | "foreword" | "afterword";
const HEAD_FIELDS: readonly HeadField[] = ["title", "documentNumber", "foreword", "afterword"];

/** Which point of the plan each point of the notice is; null: a new one. */
export type Pairs = { wanted: Wanted; present: PlanPoint | null }[];

/**
 * By number and title first, then by title alone, then by number where the titles are alike or the
 * text is, at last by the text alone: a renumbered notice and a reworded title both find their point.
 */
export function pairPoints(plan: PlanAsItIs, notice: Pick<PlanToWrite, "chapters">): Pairs {
  const wanted = notice.chapters.flatMap((chapter) =>
    chapter.points.map((point) => ({ ...point, chapterNumber: chapter.number })),
  );
  const left = new Set(plan.points);
  const found = new Map<Wanted, PlanPoint>();
  const take = (fits: (one: Wanted, other: PlanPoint) => boolean) => {
    for (const one of wanted) {
      if (found.has(one)) continue;
      const other = [...left].find((point) => fits(one, point));
      if (!other) continue;
      found.set(one, other);
      left.delete(other);
    }
  };
  const title = (point: { title: string }) => point.title.replace(/\s/g, "");
  take((one, other) => one.number === other.number && title(one) === title(other));
  take((one, other) => title(one) !== "" && title(one) === title(other));
  take(
    (one, other) =>
      one.number === other.number &&
      (alike(title(one), title(other)) >= 0.4 || alike(one.body, other.body) >= 0.6),
  );
  take((one, other) => alike(title(one), title(other)) >= 0.7);
  // Renumbered and retitled at once: the text still tells, where there is enough of it.
  take((one, other) => [...one.body].length >= 30 && alike(one.body, other.body) >= 0.65);
  return wanted.map((one) => ({ wanted: one, present: found.get(one) ?? null }));
}

/**
 * Everything in which a notice differs from its plan, in the order of the page; none when it was imported
 * as it is. `own`: what of the notice an admin set in its own preview, which is wanted so.
 */
export function differencesOf(
  plan: PlanAsItIs,
  notice: Omit<PlanToWrite, "cities">,
  pairs = pairPoints(plan, notice),
  own: ByHand = NOTHING_BY_HAND,
): Difference[] {
  const kept = new Set(pairs.map(({ present }) => present?.id));
  return [
    ...HEAD_FIELDS.flatMap((field): Difference[] =>
      plan[field] === notice[field]
        ? []
        : [
            {
              key: `head:${field}`,
              kind: "HEAD",
              field,
              before: plan[field],
              after: notice[field],
            },
          ],
    ),
    ...notice.chapters.flatMap((chapter): Difference[] => {
      const present = plan.chapters.find(({ number }) => number === chapter.number);
      const [before, after] = [present ? chapterText(present) : "", chapterText(chapter)];
      return !present || before === after
        ? []
        : [
            {
              key: `chapter:${chapter.number}`,
              kind: "CHAPTER",
              number: chapter.number,
              before,
              after,
              byHand: present.byHand === true && !own.chapters.has(after),
            },
          ];
    }),
    ...pairs.flatMap(({ wanted, present }) =>
      present ? differencesOfPoint(present, wanted, own) : [added(wanted)],
    ),
    ...plan.points
      .filter(({ id }) => !kept.has(id))
      .map((point): Difference => {
        const { id: pointId, number, title, bound } = point;
        const key = `point:${pointId}:removed`;
        return { key, kind: "REMOVED", pointId, number, title, before: textOfPoint(point), bound };
      }),
  ];
}

function added(wanted: Wanted): Difference {
  const { number, title } = wanted;
  return { key: `added:${number}`, kind: "ADDED", number, title, after: textOfPoint(wanted) };
}

function differencesOfPoint(present: PlanPoint, wanted: Wanted, own: ByHand): Difference[] {
  const { id: pointId, number, title } = present;
  const of = (what: string) => ({ key: `point:${pointId}:${what}`, pointId, number, title });
  const found: Difference[] = [];
  const [before, after] = [present, wanted].map(textOfPoint);
  if (before !== undefined && after !== undefined && before !== after) {
    const byHand = present.byHand.text && !own.texts.has(after);
    found.push({ ...of("text"), kind: "TEXT", before, after, byHand });
  }
  if (number !== wanted.number) {
    found.push({ ...of("number"), kind: "NUMBER", before: number, after: wanted.number });
  }
  if (present.chapterNumber !== wanted.chapterNumber) {
    const [from, to] = [present.chapterNumber, wanted.chapterNumber];
    found.push({ ...of("chapter"), kind: "CHAPTER_OF", before: from, after: to });
  }
  if (present.dueOn !== wanted.dueOn) {
    const byHand = present.byHand.due && !dueKeys(wanted).some((key) => own.dues.has(key));
    const days = { before: present.dueOn, after: wanted.dueOn };
    found.push({ ...of("due"), kind: "DUE", ...days, byHand });
  }
  return [...found, ...unitDifferences(present, wanted, of)];
}

function unitDifferences(
  present: PlanPoint,
  wanted: Wanted,
  of: (what: string) => OfPoint,
): Difference[] {
  const names = new Set([...wanted.units, ...present.units].map(({ name }) => name));
  return [...names].flatMap((name): Difference[] => {
    const now = present.units.find((unit) => unit.name === name);
    const then = wanted.units.find((unit) => unit.name === name);
    // What an admin added beyond the notice is no difference to it.
    if (now && !then && !now.fromNotice) return [];
    if (now?.role === then?.role) return [];
    const roles = { before: now?.role ?? null, after: then?.role ?? null };
    return [
      {
        ...of(`unit:${name}`),
        kind: "UNIT",
        unit: name,
        ...roles,
        byHand: now?.byHand ?? present.takenOff.includes(name),
      },
    ];
  });
}
