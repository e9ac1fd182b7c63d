import { containsAll, fold } from "../format";
import { pinyinInitials } from "./pinyin";
import { type City, isShortFor } from "./rules";

/** By its characters, or by the first letters of their pinyin: wdtb is 我的填报. */
export function isCalled(label: string, words: readonly string[]): boolean {
  if (containsAll(label, words)) return true;
  return words.every((word) => /^[a-z]/.test(word) && pinyinInitials(label).includes(word));
}

/** A unit under all its names; `others` are whole ones: 曾用名, names of units merged into it. */
export type NamedByMany = {
  name: string;
  shortName: string;
  aliases: readonly string[];
  others: readonly string[];
  city: City | null;
};

const LETTERS = /^[a-z0-9]+$/;

/** How well words name a unit: as one of its names, its beginning in letters, within, or abridged. */
export const CALLED = ["EXACTLY", "FROM_THE_START", "WITHIN", "ABRIDGED"] as const;
/** `length` of the name's stretch that an abridged word takes up: 3 of 发展改革委 for 发改, else 0 */
export type Call = { how: (typeof CALLED)[number]; length: number };

/**
 * Whether folded words name a unit, by the characters of its names or the first letters of their
 * pinyin, with the city before them or without: 济南教育局, jnsjyj, 文旅局, fgw. All words have to;
 * the weakest tells. Abridged is the last resort: 发改委 of a unit that has no such alias.
 */
export function callOf(unit: NamedByMany, words: readonly string[]): Call | null {
  const forms = formsOf(unit);
  const whole = words.join("");
  if (forms.some((form) => form.prefix + form.core === whole || initialsOf(form) === whole)) {
    return { how: "EXACTLY", length: 0 };
  }
  const calls = words.map((word) => callByOne(forms, word));
  const found = calls.flatMap((call) => call ?? []);
  if (words.length === 0 || found.length < calls.length) return null;
  return found.reduce((weakest, call) => (compareCalls(call, weakest) > 0 ? call : weakest));
}

/**
 * The units that words name, the best first, else in the order given. Letters that only abridge a
 * name are taken when nothing is called so: three letters fit many.
 */
export function unitsCalled<Unit extends NamedByMany>(
  units: readonly Unit[],
  words: readonly string[],
): { unit: Unit; call: Call }[] {
  const called = units.flatMap((unit) => {
    const call = callOf(unit, words);
    return call ? [{ unit, call }] : [];
  });
  const better = called.filter(({ call }) => call.how !== "ABRIDGED");
  const vague = better.length > 0 && words.some((word) => LETTERS.test(word));
  return (vague ? better : called).sort((a, b) => compareCalls(a.call, b.call));
}

function compareCalls(a: Call, b: Call): number {
  return CALLED.indexOf(a.how) - CALLED.indexOf(b.how) || a.length - b.length;
}

/** What follows the city in a name; `prefix` is how the city is written before it. */
type Form = { prefix: string; core: string };

function formsOf({ name, shortName, aliases, others, city }: NamedByMany): Form[] {
  const own = city ? [city.name, city.shortName] : [];
  // 市文旅局 is what one's own city's is called.
  const prefixes = city?.name.endsWith("市") ? ["", ...own, "市"] : ["", ...own];
  // 组织部 of 市委组织部: nobody says 市委 where only the Party has one.
  const bare = shortName.replace(/^市委(?=.)/, "");
  return [
    ...[name, ...others].map((each) => {
      const prefix = city && each.startsWith(city.name) ? city.name : "";
      return { prefix, core: fold(each.slice(prefix.length)) };
    }),
    ...[...new Set([shortName, bare, ...aliases])].flatMap((each) =>
      prefixes.map((prefix) => ({ prefix, core: fold(each) })),
    ),
  ];
}

const initialsOf = ({ prefix, core }: Form) => pinyinInitials(prefix) + pinyinInitials(core);

function callByOne(forms: readonly Form[], word: string): Call | null {
  const letters = LETTERS.test(word);
  // One letter is in nearly every name.
  const spelt = (form: Form) => letters && word.length > 1 && initialsOf(form).includes(word);
  if (letters && forms.some((form) => initialsOf(form).startsWith(word))) {
    return { how: "FROM_THE_START", length: 0 };
  }
  if (forms.some((form) => (form.prefix + form.core).includes(word) || spelt(form))) {
    return { how: "WITHIN", length: 0 };
  }
  const lengths = forms.flatMap(
    ({ prefix, core }) =>
      (letters
        ? abridgedLetters(word, pinyinInitials(prefix), pinyinInitials(core))
        : abridged(word, prefix, core)) ?? [],
  );
  return lengths.length > 0 ? { how: "ABRIDGED", length: Math.min(...lengths) } : null;
}

/** 发改, 发改委 for 发展改革委: two characters or more in order, beginning as the name does. */
function abridged(word: string, prefix: string, core: string): number | null {
  const rest = [...word.slice(prefix.length)];
  if (!word.startsWith(prefix) || rest.length < 2 || rest[0] !== core[0]) return null;
  let length = 0;
  for (const character of rest) {
    const at = core.indexOf(character, length);
    if (at < 0) return null;
    length = at + character.length;
  }
  return length;
}

/** fgw for fzggw: letters tell less, so they are three or more, and end as the name does. */
function abridgedLetters(word: string, prefix: string, core: string): number | null {
  const fits = word.startsWith(prefix) && isShortFor(word.slice(prefix.length), core);
  return fits ? core.length : null;
}
