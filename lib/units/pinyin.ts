import { pinyin } from "pinyin-pro";

// Names are asked for over and over, as a search is typed; there are a few hundred of them.
const MOST_KEPT = 5_000;
const kept = new Map<string, string>();

/**
 * First letters of a name for finding it without a Chinese input method: 济南市教育局 → jnsjyj.
 * Lower case; Latin letters and digits stay, everything else (、（） spaces) is left out. Kept out of
 * rules.ts because its dictionary weighs hundreds of kilobytes that no browser needs.
 */
export function pinyinInitials(name: string): string {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const initials = pinyin(name, { pattern: "first", toneType: "none", type: "array" })
    .join("")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, initials);
  return initials;
}
