import "server-only";
import { dictionary } from "@zxcvbn-ts/language-common";
import { pinyin } from "pinyin-pro";
import { db } from "../platform/db";
import { env } from "../platform/env";
import { passwordFault } from "./rules";

// Some 49,000 passwords that leaked most often, in small letters.
let leaked: Set<string> | undefined;

/** Whether a password stands in lists of leaked ones, as it is or with figures and signs about it. */
export function isLeaked(password: string): boolean {
  leaked ??= new Set(dictionary.passwords as string[]);
  const plain = password.toLowerCase();
  const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const words = [plain, plain.replace(/[^\p{L}\p{N}]/gu, "")];
  if (bare.length >= 4) words.push(bare);
  return words.some((word) => leaked?.has(word));
}

/** What the portal, its cities, and a person's account and unit are called: the first that is tried. */
const PORTAL = [
  "对口合作",
  "对口",
  "合作",
  "督办",
  "协作",
  "工作要点",
  "政府",
  "duikou",
  "hezuo",
  "duban",
  "zhengfu",
];

export type WhoseWords = { name: string; unitId?: number | null };

async function wordsAbout({ name, unitId = null }: WhoseWords): Promise<string[]> {
  const [cities, unit] = await Promise.all([
    db().city.findMany({ select: { name: true } }),
    unitId === null ? null : db().unit.findUnique({ where: { id: unitId } }),
  ]);
  const places = cities.flatMap((city) => [city.name, city.name.replace(/市$/, "")]);
  const units = unit ? [unit.name, unit.shortName, ...unit.aliases] : [];
  const host = env().PUBLIC_URL ? new URL(env().PUBLIC_URL ?? "").hostname.split(".") : [];
  return [
    ...PORTAL,
    ...host,
    ...name.split(/[^a-z0-9]+/),
    name,
    ...[...places, ...units].flatMap(spellings),
  ]
    .map((word) => word.toLowerCase())
    .filter((word) => (/\p{Script=Han}/u.test(word) ? word.length >= 2 : word.length >= 3));
}

/** 济南 also as jinan and, for longer names, as their first letters. */
function spellings(word: string): string[] {
  const read = pinyin(word, { toneType: "none", type: "array" });
  return [
    word,
    read.join(""),
    ...(read.length >= 3 ? [read.map(([first = ""]) => first).join("")] : []),
  ];
}

/** Why a password is not taken from this person, as a sentence; null for a good one. */
export async function faultOfPassword(password: string, whose: WhoseWords): Promise<string | null> {
  const words = await wordsAbout(whose);
  const fault = passwordFault(env().PASSWORD_PROFILE, password, whose.name, words);
  if (fault) return fault;
  return isLeaked(password) ? "这个密码出现在已泄露的常见密码里，容易被猜到，请换一个。" : null;
}
