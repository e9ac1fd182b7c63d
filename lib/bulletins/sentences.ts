import type { Board, Point } from "../dashboards/board";
import type { Changes, Turn } from "../dashboards/changes";
import type { DirectiveView } from "../dashboards/directives";
import { dueDay, gapText, monthDay, percent } from "../format";
import { LIGHT_NAMES, ORDER_GRADE_NAMES } from "../glossary";
import {
  DIRECTIVE_LIGHT_NAMES,
  type DirectiveLight,
  HALT_NAMES,
  TURN_NAMES,
} from "../glossary-states";
import { mean } from "../status/roll-up";
import { LIGHTS } from "../status/rules";

/** What a bulletin compares its day with: the day of the last 月报, or the last period's due date. */
export type Since = {
  /** what that day is called: 上一期月报, 8月填报截止 */
  name: string;
  changes: Changes;
  /** 新批示 and 新督办单 */
  issued: DirectiveView[];
  ordered: DirectiveView[];
};

/** 总体情况: the figures, what changed, and how 批示 and 督办单 stand. */
export function wholeText(board: Board, since: Since): string {
  return [overallText(board), changesText(since), directedText(board, since)].join("\n");
}

/** The figures of the whole plan, the cities and the lights, in words. */
export function overallText(board: Board): string {
  const { plan } = board;
  const cities = board.cities.map((city) => {
    const sides = board.points.flatMap((point) =>
      point.sides.filter((side) => side.city.id === city.id),
    );
    return `${city.name}${percent(mean(sides.map((side) => side.percent)))}`;
  });
  const counts = LIGHTS.filter((light) => board.counts[light] > 0).map(
    (light) => `${LIGHT_NAMES[light]}${board.counts[light]}项`,
  );
  return [
    `截至${monthDay(board.asOf)}，《${plan.title}》（${plan.documentNumber}）${board.chapters.length}章${board.points.length}项要点总体进度${percent(board.percent)}，序时进度${percent(board.expected)}，${gapText(board.percent, board.expected).replaceAll(" ", "")}。其中，${cities.join("，")}。`,
    `${board.points.length}项要点中，${counts.join("，")}。${haltedText(board.points)}`,
  ].join("\n");
}

/** Which points nobody works at, and why: a count alone would read as if they were yet to begin. */
function haltedText(points: Point[]): string {
  const named = (["PAUSED", "CANCELLED"] as const).flatMap((halt) => {
    const own = points.filter(({ halted }) => halted === halt);
    return own.length > 0
      ? [`${HALT_NAMES[halt]}第${own.map(({ number }) => number).join("、")}项`]
      : [];
  });
  return named.length > 0 ? `${named.join("，")}。` : "";
}

const TOLD = ["SEVERE", "LAGGING", "ON_TRACK", "COMPLETED"] as const;

/** The counts of 变化 between the two days, with the points behind each. */
function changesText({ name, changes }: Since): string {
  const { from, to, turns, plan } = changes;
  const [before, after] = [Math.round(plan.before), Math.round(plan.after)];
  const moved =
    before === after
      ? `总体进度仍为${percent(plan.after)}`
      : `总体进度由${percent(plan.before)}${before < after ? "升" : "降"}至${percent(plan.after)}`;
  const told = TOLD.filter((kind) => turns[kind].length > 0).map(
    (kind) =>
      `${TURN_NAMES[kind]}${turns[kind].length}项（${turns[kind].map(placeOf).join("、")}）`,
  );
  const none = `没有${TOLD.map((kind) => TURN_NAMES[kind]).join("、")}的要点`;
  return `自${name}（${dueDay(from, to)}）以来，${[moved, ...(told.length > 0 ? told : [none])].join("，")}。`;
}

function placeOf({ point, city }: Turn): string {
  return `第${point.number}项${city ? `${city.shortName}侧` : ""}`;
}

/** How many 批示 and 督办单 there are, how many of them new, and how they stand; those taken back are not counted. */
function directedText(board: Board, { issued, ordered }: Since): string {
  const [directives, orders] = [standing(board.directives), standing(board.orders)];
  const day = `截至${monthDay(board.asOf)}，`;
  if (directives.length + orders.length === 0) return `${day}没有批示和督办单。`;
  const grades = (["BLUE", "YELLOW", "RED"] as const).flatMap((grade) => {
    const count = orders.filter(({ order }) => order?.grade === grade).length;
    return count > 0 ? [`${ORDER_GRADE_NAMES[grade]}${count}件`] : [];
  });
  const detail = grades.length > 0 ? `（${grades.join("、")}）` : "";
  return `${day}${counted("批示", "", directives, issued)}；${counted("督办单", detail, orders, ordered)}。`;
}

function counted(
  noun: string,
  detail: string,
  all: DirectiveView[],
  recent: DirectiveView[],
): string {
  if (all.length === 0) return `没有${noun}`;
  const fresh = standing(recent).length;
  const back = recent.length - fresh;
  const news = [
    fresh > 0 ? `，其中新发${fresh}件` : "",
    back > 0 ? `，另有新发的${back}件已撤回` : "",
  ].join("");
  const lights = (Object.keys(DIRECTIVE_LIGHT_NAMES) as DirectiveLight[]).flatMap((light) => {
    const count = all.filter((each) => each.light === light).length;
    return count > 0 ? [`${DIRECTIVE_LIGHT_NAMES[light]}${count}件`] : [];
  });
  return `${noun}${all.length}件${detail}${news}：${lights.join("，")}`;
}

/** Those that were not taken back. */
export function standing(directives: DirectiveView[]): DirectiveView[] {
  return directives.filter(({ withdrawnOn }) => withdrawnOn === null);
}
