import { ASSIGNMENT_ROLE_NAMES, UNIT_KIND_NAMES } from "../glossary";
import { type ImportContent, type ImportPoint, importedText } from "./content";
import { type Difference, textOfPoint } from "./differences";

/** One thing that was otherwise, as the audit log keeps it: what of which point, before and after. */
export type Told = { point?: number; change: string; was: string; now: string };

/** What an entry holds at most; `more`: how many it leaves out. */
export type ToldList = { differences: Told[]; more?: number };

const MOST = 150;
const MOST_CHARACTERS = 300;
const AROUND = 12;

/** The differences an update took over, or took back. */
export function toldDifferences(differences: readonly Difference[]): ToldList {
  return bounded(differences.map(toldDifference));
}

function toldDifference(each: Difference): Told {
  const text = (value: unknown) => String(value ?? "");
  switch (each.kind) {
    case "HEAD":
      return { change: each.field, ...apart(each.before, each.after) };
    case "CHAPTER":
      return { change: `第${each.number}章`, ...apart(each.before, each.after) };
    case "ADDED":
      return { point: each.number, change: each.kind, ...apart("", each.after) };
    case "REMOVED":
      return { point: each.number, change: each.kind, ...apart(each.before, "") };
    case "UNIT":
      return {
        point: each.number,
        change: each.unit,
        was: text(each.before ?? "NONE"),
        now: text(each.after ?? "NONE"),
      };
    default:
      return {
        point: each.number,
        change: each.kind,
        ...apart(text(each.before), text(each.after)),
      };
  }
}

/** What an edit of a draft changed. */
export function toldEdit(before: ImportContent, after: ImportContent): ToldList {
  const [old, now] = [partsOf(before), partsOf(after)];
  const keys = new Set([...old.keys(), ...now.keys()]);
  return bounded(
    [...keys].flatMap((key): Told[] => {
      const [one, other] = [old.get(key), now.get(key)];
      if (one?.value === other?.value) return [];
      const { point, change } = one ?? other ?? { change: key };
      return [{ ...(point && { point }), change, ...apart(one?.value ?? "", other?.value ?? "") }];
    }),
  );
}

type Part = { point?: number; change: string; value: string };

/** Everything of a draft that an edit can change, by what it is of. */
function partsOf(content: ImportContent): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const field of ["title", "documentNumber", "issuedOn", "year", "dueOn", "target"] as const) {
    parts.set(field, { change: field, value: String(content[field]) });
  }
  const cities = content.cities.map(({ name }) => name).join("、");
  parts.set("cities", { change: "cities", value: cities });
  for (const { key, number, foreword, points } of content.chapters) {
    parts.set(key, { change: `第${number}章`, value: foreword });
    for (const point of points) pointParts(parts, point, number);
  }
  for (const { point } of content.removed) {
    const { key, number } = point;
    parts.set(`${key} out`, { point: number, change: "OUT", value: importedText(point) });
  }
  for (const [name, decision] of Object.entries(content.units)) {
    const value =
      "unitId" in decision
        ? `单位 #${decision.unitId}`
        : `新单位，${UNIT_KIND_NAMES[decision.kind]}，${decision.cityName ?? "不属于这些城市"}`;
    parts.set(`unit ${name}`, { change: name, value });
  }
  for (const { key, message, settled } of content.warnings) {
    parts.set(`warning ${key}`, { change: message, value: settled ? "SETTLED" : "" });
  }
  return parts;
}

function pointParts(parts: Map<string, Part>, point: ImportPoint, chapter: number): void {
  const { key, number } = point;
  const set = (change: string, value: string) =>
    parts.set(`${key} ${change}`, { point: number, change, value });
  set("NUMBER", String(number));
  set("CHAPTER_OF", String(chapter));
  set("DUE", point.dueOn ?? "");
  set("TEXT", textOfPoint(point));
  set(
    "UNITS",
    point.units.map(({ name, role }) => `${name}（${ASSIGNMENT_ROLE_NAMES[role]}）`).join("、"),
  );
}

function bounded(all: Told[]): ToldList {
  const differences = all.slice(0, MOST);
  return all.length > MOST ? { differences, more: all.length - MOST } : { differences };
}

/** The stretch in which two texts differ, with a little around it, and no more than the log should hold. */
function apart(was: string, now: string): { was: string; now: string } {
  let start = 0;
  while (start < was.length && start < now.length && was[start] === now[start]) start += 1;
  let end = 0;
  const most = Math.min(was.length, now.length) - start;
  while (end < most && was[was.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const from = start > AROUND ? start - AROUND : 0;
  const cut = (text: string) => {
    const to = end > AROUND ? text.length - end + AROUND : text.length;
    const piece = text.slice(from, to);
    const short = piece.slice(0, MOST_CHARACTERS);
    const cutOff = to < text.length || short.length < piece.length;
    return `${from > 0 ? "…" : ""}${short}${cutOff ? "…" : ""}`;
  };
  return { was: cut(was), now: cut(now) };
}
