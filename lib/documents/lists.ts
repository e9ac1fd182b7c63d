import type { City } from "../units/rules";
import { isDeadline } from "./deadlines";
import { fold } from "./fold";
import type { ClauseReading, Issue, Mention } from "./mention";
import { levelOf, namesIn } from "./names";
import { deadlineBehind, isPerson, personBehind, unitOfPerson } from "./persons";
import { ofSide, sharedEndings, withoutPlate } from "./places";
import { branchOf, carried, NO_PREFIX, prefixOf, unitsOf, withoutBlanks } from "./prefixes";
import { isProse } from "./prose";
import { type Role, verbAtEnd } from "./roles";
import { UnsureCities } from "./unsure-cities";

/** A part of a text, and where it stands in it. */
export type Cut = { text: string; at: number };

export function noteDeadline(text: string, at: number, reading: ClauseReading) {
  const blank = text.length - text.trimStart().length;
  reading.deadlines.push({ text: text.trim(), at: at + blank });
}

/** The units a list of names gives, in its order; what stands among them and is none is kept in `reading`. */
export function readList(list: Cut, role: Role, issue: Issue, reading: ClauseReading): Mention[] {
  const { cities } = issue;
  const text = spelledOut(list.text, cities);
  const names = namesIn(text);
  const endings = sharedEndings(text, names, cities);
  const unsure = new UnsureCities(issue);
  let prefix = NO_PREFIX;
  let persons = false;
  let body = "";
  const mentions = names.flatMap((name, index) => {
    const noted = /（(牵头|主办|主责|负责|责任|配合|参与|协助|协办)(?:单位|部门)?）$/.exec(
      fold(name.text),
    );
    const whole = (noted ? name.text.slice(0, noted.index) : name.text).trim();
    const when = deadlineBehind(whole);
    if (when > 0) noteDeadline(whole.slice(when), list.at + name.at + when, reading);
    const behind = personBehind(when > 0 ? whole.slice(0, when) : whole);
    // 市教育局张某、李某: a person is no unit, and is asked about.
    if (behind || ((persons || whole.length > 2) && isPerson(whole))) {
      persons = true;
      reading.strange.push(behind?.person ?? whole);
      if (!behind) return [];
    }
    const named = behind?.unit ?? (when > 0 ? whole.slice(0, when).trim() : whole);
    const written = unitOfPerson(named) ?? named;
    if (isDeadline(written)) {
      noteDeadline(written, list.at + name.at, reading);
      return [];
    }
    if (name.open) reading.open.push(written);
    if (isProse(name.text, written)) {
      reading.strange.push(written);
      return [];
    }
    const branch = branchOf(withoutBlanks(written), body, cities);
    body = branch?.body ?? "";
    const { ending = "", question } = endings[index] ?? {};
    if (question) reading.unsure.push(question);
    const side = ofSide(written, cities);
    const called = withoutPlate(withoutBlanks(side?.name ?? written), cities) + ending;
    const own = branch ? null : prefixOf(called, cities);
    if (own) prefix = own;
    unsure.follow(written, own);
    const given = noted
      ? (verbAtEnd(noted[1] ?? "")?.role ?? (noted[1] === "责任" ? "RESPONSIBLE" : role))
      : role;
    if (noted && given !== "RESPONSIBLE") reading.explicit = true;
    if (name.starred) reading.explicit = true;
    const before = own ?? unsure.prefixFor(written, carried(prefix, called, cities));
    const units = branch?.units ?? unitsOf(called, before, cities);
    return units.map((unit) => ({
      ...unit,
      cityName: unit.cityName ?? side?.city.name ?? null,
      role: name.starred ? ("LEAD" as const) : given,
      // 济南、临沂两市财政局, as it stands
      written:
        index === 0 && text !== list.text
          ? list.text.slice(0, name.at + name.text.length).trim()
          : written,
      at: list.at + name.at,
    }));
  });
  reading.unsure.push(...unsure.questions());
  return mentions;
}

/** 济南、临沂两市财政局 → 两市财政局, with blanks for what was written, so that places stay true. */
function spelledOut(text: string, cities: readonly City[]): string {
  if (cities.length < 2) return text;
  const letters = cities.map(levelOf);
  // 市、州财政局 of a city and a prefecture: the office of each
  const each = /^\s*([省市州盟县区旗])、([省市州盟县区旗])(?=\p{Script=Han}{2})/u.exec(text);
  if (
    each &&
    cities.length === 2 &&
    letters.includes(each[1] ?? "") &&
    letters.includes(each[2] ?? "") &&
    each[1] !== each[2]
  ) {
    return `${" ".repeat(each[0].length - 2)}两市${text.slice(each[0].length)}`;
  }
  const one = cities.map(({ name, shortName }) => `${name}|${shortName}市?`).join("|");
  const all = new RegExp(
    `^\\s*(?:${one})(?:[、和与及—-](?:${one})){${cities.length - 1}}(?:两市|两地|双方)?(?=.)`,
    "u",
  ).exec(text)?.[0];
  return all && cities.every(({ shortName }) => all.includes(shortName))
    ? `${" ".repeat(Math.max(0, all.length - 2))}两市${text.slice(all.length)}`
    : text;
}
