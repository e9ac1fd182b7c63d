import type { City, Scope } from "../units/rules";
import type { Role } from "./roles";

export type ClauseUnit = {
  /** with the city the clause gives or implies: 济南市教育局, 济南市委党校, 沂蒙干部学院 */
  name: string;
  /** null when the clause does not tell */
  cityName: string | null;
  group: boolean;
  scope: Scope | null;
  role: Role;
};

/** A unit as one place of a clause names it. */
export type Mention = ClauseUnit & {
  /** 市教育局, where the name is 南通市教育局 */
  written: string;
  /** where it stands in the clause */
  at: number;
};

export type ClauseReading = {
  mentions: Mention[];
  /** whether the clause tells roles apart itself; a rule about the first unit then does not hold */
  explicit: boolean;
  /** lists that end in 等 */
  open: string[];
  /** parts that are no names; nothing was made of them */
  strange: string[];
  /** bodies that watch over the task and do not do it: 市委督查室督办 */
  beside: { text: string; verb: string }[];
  /** parts that say when, with their places: 2025年6月底前完成 */
  deadlines: { text: string; at: number }[];
  /** what is not told for certain of a name, as sentences: 市中级法院 behind another city's office */
  unsure: string[];
};

/** Whose notice it is: its cities, and the one whose offices alone issue it. */
export type Issue = { cities: readonly City[]; home?: City | null };
