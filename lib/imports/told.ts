import { ASSIGNMENT_ROLE_NAMES, UNIT_KIND_NAMES } from "../glossary";
import {
  type ImportContent,
  type ImportPoint,
  importedText,
  textOfPoint,
  type UnitDecision,
} from "./content";
import type { Difference } from "./differences";
import type { Carried } from "./last-year";

/**
 * One thing that was otherwise, as the audit log keeps it: what of which point, before and after. The
 * database puts shorter keys first, and the log shows them in that order.
 */
export type Told = {
  /** number of the point */
  of?: number;
  what: string;
  former: string;
  present: string;
};

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
      return { what: each.field, ...apart(each.before, each.after) };
    case "CHAPTER":
      return { what: `第${each.number}章`, ...apart(each.before, each.after) };
    case "ADDED":
      return { of: each.number, what: each.kind, ...apart("", each.after) };
    case "REMOVED":
      return { of: each.number, what: each.kind, ...apart(each.before, "") };
    case "UNIT":
      return {
        of: each.number,
        what: each.unit,
        former: text(each.before ?? "NONE"),
        present: text(each.after ?? "NONE"),
      };
    default:
      return {
        of: each.number,
        what: each.kind,
        ...apart(text(each.before), text(each.after)),
      };
  }
}

/** What a new plan took over from the one before it. */
export function toldCarried(carried: readonly Carried[]): ToldList {
  return bounded(
    carried.map((each) =>
      each.kind === "ITEM"
        ? { of: each.number, what: "CARRIED", ...apart("", each.text) }
        : { of: each.number, what: each.unit, former: "NONE", present: each.role },
    ),
  );
}

/** What an edit of a draft changed. */
export function toldEdit(before: ImportContent, after: ImportContent): ToldList {
  const [old, now] = [partsOf(before), partsOf(after)];
  const keys = new Set([...old.keys(), ...now.keys()]);
  return bounded(
    [...keys].flatMap((key): Told[] => {
      const [one, other] = [old.get(key), now.get(key)];
      if (one?.value === other?.value) return [];
      const { of, what } = one ?? other ?? { what: key };
      return [{ ...(of && { of }), what, ...apart(one?.value ?? "", other?.value ?? "") }];
    }),
  );
}

type Part = { of?: number; what: string; value: string };

/** Everything of a draft that an edit can change, by what it is of. */
function partsOf(content: ImportContent): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const field of ["title", "documentNumber", "issuedOn", "year", "dueOn", "target"] as const) {
    parts.set(field, { what: field, value: String(content[field]) });
  }
  const cities = content.cities.map(({ name }) => name).join("、");
  parts.set("cities", { what: "cities", value: cities });
  parts.set("foreword", { what: "foreword", value: content.foreword });
  parts.set("afterword", { what: "afterword", value: content.afterword });
  for (const { key, number, marker, title, foreword, points } of content.chapters) {
    const value = [`${marker}${title}`, foreword].filter(Boolean).join("\n");
    parts.set(key, { what: `第${number}章`, value });
    parts.set(`${key} number`, { what: `“${title}”的序号`, value: String(number) });
    for (const point of points) pointParts(parts, point, number);
  }
  for (const { point } of content.removed) {
    const { key, number } = point;
    parts.set(`${key} out`, { of: number, what: "OUT", value: importedText(point) });
  }
  for (const [name, decision] of Object.entries(content.units)) {
    parts.set(`unit ${name}`, { what: name, value: decided(decision) });
  }
  for (const { key, message, settled } of content.warnings) {
    parts.set(`warning ${key}`, { what: message, value: settled ? "SETTLED" : "" });
  }
  return parts;
}

function decided(decision: UnitDecision): string {
  if ("unitId" in decision) return `单位 #${decision.unitId}`;
  if ("sameAs" in decision) return `就是${decision.sameAs}`;
  const { kind, cityName, inEach } = decision;
  return `新单位，${UNIT_KIND_NAMES[kind]}，${inEach ? "各市各一家" : (cityName ?? "不属于这些城市")}`;
}

function pointParts(parts: Map<string, Part>, point: ImportPoint, chapter: number): void {
  const { key, number } = point;
  const set = (what: string, value: string) =>
    parts.set(`${key} ${what}`, { of: number, what, value });
  set("NUMBER", String(number));
  set("CHAPTER_OF", String(chapter));
  set("DUE", point.dueOn ?? "");
  set("TEXT", textOfPoint(point));
  set("ITEMS", point.actionItems.join("\n"));
  const counted = point.indicators.map(
    ({ name, target, measure }) => `${name} ${target}${measure}`,
  );
  set("INDICATORS", counted.join("、"));
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
function apart(was: string, now: string): Pick<Told, "former" | "present"> {
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
  return { former: cut(was), present: cut(now) };
}
