import type { NoProgressReason, ProblemLevel } from "../../prisma/generated/enums";
import { addDays, daysBetween, type IsoDate, lastOfMonth } from "../dates";
import { quoted } from "../format";
import { HARD_PROBLEMS, NEXT, PROBLEMS, PROGRESS, RETURN_REASONS } from "./texts";

/** Known to everybody: printed by npm start and on the sign-in page while demonstration data is loaded. */
export const DEMONSTRATION_PASSWORD = "Duban@2024";

/** What has to be typed before all of it is removed. */
export const REMOVAL_WORDS = "清除演示数据";

/** The staff accounts shown first; one for each other unit stands behind them. */
export const DEMONSTRATION_STAFF = ["jn-jyj", "ly-jyj", "my-xzf", "jn-whhlyj", "jn-whhlyj-2"];

/** A second person of a unit: for two on one report and 交接, and for 审签. */
export const DEMONSTRATION_COLLEAGUES = [
  { name: "jn-jyj-2", post: "填报员", unit: "济南市教育局", signsOff: false },
  { name: "jn-whhlyj-2", post: "审签人", unit: "济南市文化和旅游局", signsOff: true },
];

export type DemonstrationPoint = {
  number: number;
  issuedOn: IsoDate;
  dueOn: IsoDate;
  sentences: string[];
};

export type DemonstrationReport = {
  submitOn: IsoDate;
  percent: number;
  progressText: string;
  problemText: string;
  problemLevel: ProblemLevel | null;
  problemOwner: string;
  nextStepText: string;
  percentReason: string;
  noProgressReason: NoProgressReason | null;
  /** returned on a day with a reason, then handed in again; null when accepted at once */
  returned: { on: IsoDate; reason: string; again: IsoDate } | null;
  approveOn: IsoDate;
};

/** How a side fares against expected progress: 1 keeps pace. */
type Pace = {
  paces: [number, number];
  doneOn?: IsoDate;
  silent?: { place: number; month: number };
  /** one side that lags up to a month and has caught up in the next */
  slow?: { place: number; until: number; pace: number };
};

// Uneven on purpose, so that every light, tag and reason shows on some screen.
const PACES: Record<number, Pace> = {
  1: { paces: [1.7, 1.75], doneOn: "2024-09-06" },
  2: { paces: [1.18, 1.1] },
  3: { paces: [0.98, 1.02] },
  4: { paces: [1.22, 1.3] },
  6: { paces: [1.8, 1.7], doneOn: "2024-09-12" },
  7: { paces: [1.1, 1.04], slow: { place: 1, until: 8, pace: 0.72 } },
  8: { paces: [1.2, 1.25] },
  9: { paces: [0.52, 0.6] },
  11: { paces: [0.8, 0.76] },
  14: { paces: [1.08, 0.66] },
  17: { paces: [0.42, 0.5], silent: { place: 0, month: 7 } },
  19: { paces: [1.12, 1.05], silent: { place: 1, month: 8 } },
  20: { paces: [1.5, 1.4] },
  22: { paces: [1.75, 1.7], doneOn: "2024-08-30" },
  26: { paces: [1.1, 1.05], silent: { place: 0, month: 8 } },
  28: { paces: [0.8, 0.8] },
  30: { paces: [0.85, 0.72] },
};

/** The day both sides of a point are 销号, if they are. */
export function closedOn(pointNumber: number): IsoDate | null {
  return PACES[pointNumber]?.doneOn ?? null;
}

/**
 * What a unit reports for a month, the same at every call; null for a month it leaves out. `place`
 * is the city's place in the plan, `seed` tells units apart, `previous` its last approved percent.
 */
export function demonstrationReport(
  point: DemonstrationPoint,
  place: number,
  seed: number,
  month: IsoDate,
  previous: number | null,
): DemonstrationReport | null {
  const chance = (salt: number) =>
    fraction(point.number * 7919 + seed * 104_729 + monthOf(month) * 1_299_709 + salt);
  const pace = PACES[point.number] ?? {
    paces: [1.02 + fraction(point.number) * 0.2, 1 + fraction(point.number + 50) * 0.2],
  };
  const silent = pace.silent;
  if (silent && silent.place === place && monthOf(month) >= silent.month && monthOf(month) < 10)
    return null;
  const first = previous === null;
  // The month that finishes a point is never left out: its 销号 waits for every unit.
  const done = pace.doneOn !== undefined && lastOfMonth(month) >= addDays(pace.doneOn, -20);
  if (!first && !done && previous < 100 && chance(1) < 0.04) return null;

  const submitOn = submissionDay(point, month, chance(2));
  const length = daysBetween(point.issuedOn, point.dueOn);
  const expected = (daysBetween(point.issuedOn, lastOfMonth(month)) / length) * 100;
  const { slow } = pace;
  const lags = slow && slow.place === place && monthOf(month) <= slow.until;
  const side = lags ? slow.pace : (pace.paces[place === 0 ? 0 : 1] ?? 1);
  const factor = side * (0.94 + chance(3) * 0.12);
  const aimed = Math.round(Math.min(100, expected * factor));
  // Nobody but the finished points claims 100 % before the last month.
  const ceiling = done ? 100 : monthOf(month) === 12 ? 100 : 96;
  const percent = Math.max(previous ?? 0, done ? 100 : Math.min(ceiling, aimed));
  const still = !first && percent === previous;
  const behind = factor < 0.9;
  const texts = textsOf(point, monthOf(month), chance(4), percent);
  const problem = behind || chance(5) < 0.08 ? problemOf(chance(6), behind, { point, seed }) : null;
  const noProgressReason = still && percent < 100 ? (behind ? "BLOCKED" : "NOT_DUE") : null;
  const returned =
    chance(7) < 0.07
      ? {
          on: addDays(submitOn, 1),
          reason: pick(RETURN_REASONS, chance(8)),
          again: addDays(submitOn, 2),
        }
      : null;
  return {
    submitOn,
    percent,
    progressText: noProgressReason ? "" : texts.progress,
    problemText: problem?.text ?? "",
    problemLevel: problem?.level ?? null,
    problemOwner: problem?.owner ?? "",
    nextStepText: percent === 100 ? "" : texts.next,
    percentReason:
      percent === 100 && previous !== 100 ? "任务清单逐项核对完成，台账和影像资料齐备。" : "",
    noProgressReason,
    returned,
    approveOn: addDays(returned?.again ?? submitOn, chance(9) < 0.6 ? 1 : 2),
  };
}

function submissionDay(point: DemonstrationPoint, month: IsoDate, chance: number): IsoDate {
  const day = addDays(month, 11 + Math.floor(chance * 13)); // the 12th to the 24th
  const earliest = addDays(point.issuedOn, 1);
  return day < earliest ? earliest : day;
}

function textsOf(point: DemonstrationPoint, month: number, chance: number, percent: number) {
  const matter = matterOf(point, month + Math.floor(chance * 7));
  const next = matterOf(point, month + 1);
  if (percent === 100) {
    return {
      progress: `${matter}等各项任务已全部完成，成果资料已归档，正在总结经验做法。`,
      next: "",
    };
  }
  return {
    progress: pick(PROGRESS, chance)
      .replace("{事项}", matter)
      .replace("{次}", String(2 + (month % 4))),
    next: pick(NEXT, chance)
      .replace("{事项}", next)
      .replace("{月}", String(month + 1 > 12 ? 12 : month + 1)),
  };
}

/** A part of the point's own text, in quotation marks. */
function matterOf({ sentences }: DemonstrationPoint, place: number): string {
  return quoted(sentences[place % sentences.length]?.split(/[，。；]/)[0] ?? "");
}

/**
 * What stands in the way. The month chooses the kind; what a unit asks for under it is always the
 * same, so that a problem it names again lives on.
 */
function problemOf(
  chance: number,
  behind: boolean,
  { point, seed }: { point: DemonstrationPoint; seed: number },
): { text: string; level: ProblemLevel; owner: string } {
  const kind = pick(behind ? HARD_PROBLEMS : PROBLEMS, chance);
  const own = fraction(point.number * 31_337 + seed * 7_919);
  const [text, owner] = pick(kind.asks, own);
  return { text: text.replace("{事项}", matterOf(point, seed)), level: kind.level, owner };
}

function monthOf(date: IsoDate): number {
  return Number(date.slice(5, 7));
}

function pick<T>(list: readonly T[], chance: number): T {
  return list[Math.min(list.length - 1, Math.floor(chance * list.length))] as T;
}

/** A number in [0, 1) that looks random and is the same for the same seed (mulberry32). */
function fraction(seed: number): number {
  let state = (seed + 0x6d2b79f5) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 4_294_967_296;
}
