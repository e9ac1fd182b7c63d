import { z } from "zod";
import { pinyinInitials } from "../units/pinyin";
import {
  cityOfUnit,
  counterpartOf,
  type Scope,
  shortNameOf,
  UNIT_KINDS,
  type UnitKind,
  unitKindOf,
} from "../units/rules";
import { type NoticeReading, pointsOf } from "./notice";

const text = z.string().trim().min(1, "不能为空");

const citySchema = z.object({ name: text, shortName: text, order: z.int().min(1) });

/** A district, county or functional zone that a 集合单位 may stand for. */
const memberSchema = z.object({
  name: text,
  kind: z.enum(UNIT_KINDS).extract(["COUNTY", "ZONE"]),
  cityName: text,
  /** the ways a notice's text names the place; no two members share one */
  aliases: z.array(text).min(1, "至少填写一个正文中的称呼"),
  /** official order inside its city, from 1 */
  order: z.int().min(1),
});

/** What no notice says about the units of a pair of cities: prisma/plans/*-units.json. */
export const directorySchema = z
  .object({
    cities: z.array(citySchema).min(2, "至少两个城市"),
    members: z.array(memberSchema),
    /** units whose name tells no city */
    unitCities: z.record(text, text),
    /** units of one function under names that differ in more than the city, and 结对 places */
    counterparts: z.array(z.tuple([text, text])),
    /** short names of departments in official order; the rest follow as the notice names them */
    departments: z.array(text),
    /** what officials call a department, by its short name: 发改委 */
    departmentAliases: z.record(text, z.array(text)).default({}),
  })
  .superRefine((directory, context) => {
    for (const message of contradictions(directory)) context.addIssue({ code: "custom", message });
  });

export type Directory = z.infer<typeof directorySchema>;

export type UnitProposal = {
  name: string;
  shortName: string;
  pinyinInitials: string;
  kind: UnitKind;
  scope: Scope | null;
  /** null: neither the notice nor the directory tells; an admin has to */
  cityName: string | null;
  aliases: string[];
  /** name of the unit of the same function in the other city */
  counterpart: string | null;
  /** official order through all units, from 1: by city, then kind, then the directory's order */
  order: number;
  /** whether a clause of the notice names it; the others wait as members of groups */
  named: boolean;
};

/**
 * Every unit the notice names and every member the directory offers, each once, in official order.
 * A unit the directory does not know is among them, with what its name and clause tell.
 */
export function proposeUnits(
  reading: Pick<NoticeReading, "chapters">,
  directory: Directory,
): UnitProposal[] {
  const { cities, members } = directory;
  const named = new Map(
    pointsOf(reading).flatMap((point) => point.units.map((unit) => [unit.name, unit] as const)),
  );
  const places = knownPlaces(directory);
  const names = [...new Set([...named.keys(), ...members.map((member) => member.name)])];
  const units = names.map((name) => {
    const member = members.find((each) => each.name === name);
    const unit = named.get(name);
    const shortName = shortNameOf(name, cities);
    return {
      name,
      shortName,
      pinyinInitials: pinyinInitials(name),
      kind: member?.kind ?? unitKindOf(name, cities),
      scope: unit?.scope ?? null,
      cityName: member?.cityName ?? unit?.cityName ?? cityOfUnit(name, cities, places),
      aliases: member?.aliases ?? directory.departmentAliases[shortName] ?? [],
      named: unit !== undefined,
    };
  });
  const ranked = inOfficialOrder(units, directory);
  return ranked.map((unit, index) => ({
    ...unit,
    counterpart: counterpartOf(unit, units, cities, directory.counterparts),
    order: index + 1,
  }));
}

function knownPlaces({ members, unitCities }: Directory) {
  const units = Object.entries(unitCities).map(([name, cityName]) => ({ name, cityName }));
  return [...members, ...units];
}

const KIND_ORDER: readonly UnitKind[] = [
  "PARTY",
  "GOVERNMENT",
  "MASS",
  "INSTITUTION",
  "ENTERPRISE",
  "STATIONED",
  "COUNTY",
  "ZONE",
  "GROUP",
];

function inOfficialOrder<
  Unit extends Pick<UnitProposal, "name" | "shortName" | "kind" | "cityName">,
>(units: readonly Unit[], { cities, members, departments }: Directory): Unit[] {
  const rank = (unit: Unit) => [
    cities.find((city) => city.name === unit.cityName)?.order ?? cities.length + 1,
    KIND_ORDER.indexOf(unit.kind),
    members.find((member) => member.name === unit.name)?.order ??
      (departments.indexOf(unit.shortName) + 1 || departments.length + 1),
  ];
  const ranks = new Map(units.map((unit) => [unit, rank(unit)]));
  // The sort is stable: what the directory does not rank stays as the notice names it.
  return [...units].sort((a, b) => compare(ranks.get(a) ?? [], ranks.get(b) ?? []));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

type Named = z.infer<typeof memberSchema>;

function contradictions(directory: {
  cities: { name: string }[];
  members: Named[];
  unitCities: Record<string, string>;
  counterparts: [string, string][];
  departments: string[];
  departmentAliases: Record<string, string[]>;
}): string[] {
  const { cities, members, unitCities, counterparts, departments, departmentAliases } = directory;
  const known = new Set(cities.map((city) => city.name));
  const used = [...members.map((member) => member.cityName), ...Object.values(unitCities)];
  return [
    ...used.filter((name) => !known.has(name)).map((name) => `目录中没有城市“${name}”。`),
    ...repeated(members.map((member) => member.name)).map((name) => `单位“${name}”重复。`),
    ...repeated(members.flatMap((member) => member.aliases)).map(
      (alias) => `称呼“${alias}”对应多个单位。`,
    ),
    ...repeated([...departments, ...Object.values(departmentAliases).flat()]).map(
      (alias) => `称呼“${alias}”对应多个部门。`,
    ),
    ...repeated(counterparts.flat()).map((name) => `“${name}”有多个对应单位。`),
  ];
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
