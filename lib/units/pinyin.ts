import { pinyin } from "pinyin-pro";

/**
 * First letters of a name for finding it without a Chinese input method: 济南市教育局 → jnsjyj.
 * Lower case; Latin letters and digits stay, everything else (、（） spaces) is left out. Kept out of
 * rules.ts because its dictionary weighs hundreds of kilobytes that no browser needs.
 */
export function pinyinInitials(name: string): string {
  return pinyin(name, { pattern: "first", toneType: "none", type: "array" })
    .join("")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}
