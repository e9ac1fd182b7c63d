import type { Board, Point } from "../dashboards/board";
import type { DirectiveView } from "../dashboards/directives";
import { isAcute, pointRows } from "../dashboards/rows";
import { chineseNumeral, dueDay, monthDay, percent, quoted } from "../format";
import { DIRECTIVE_LEVEL_NAMES, LIGHT_NAMES, ORDER_GRADE_NAMES } from "../glossary";
import { directedText, targetName } from "../glossary-states";
import type { NextSteps, SectionDraft } from "./rules";
import { sentence, stepText } from "./rules";
import { type Since, standing, wholeText } from "./sentences";

/** 简版: what is behind and why, how 批示 and 督办单 stand, and what comes next in a paragraph a chapter. */
export function briefSections(board: Board, nextSteps: NextSteps, since: Since): SectionDraft[] {
  return [
    { key: "overall", heading: "总体情况", text: wholeText(board, since) },
    { key: "behind", heading: "需要关注的要点", text: behind(board) },
    { key: "directed", heading: "批示和督办单办理情况", text: directed(board) },
    { key: "next-steps", heading: "下步打算", text: steps(board, nextSteps) },
  ];
}

/** The rows of 需要关注 in its order, each with the sentence of its light. */
function behind(board: Board): string {
  const rows = pointRows(board, { attention: "1" });
  const day = `截至${monthDay(board.asOf)}，`;
  if (rows.length === 0) return `${day}没有严重滞后、滞后预警和未报送的要点。`;
  return [
    `${day}需要关注的要点${rows.length}项，从重到轻依次如下。`,
    ...rows.map(({ number, title, light, sides, why }) => {
      const cities = sides.map(({ city, percent: value }) => `${city.shortName}${percent(value)}`);
      const standing = [LIGHT_NAMES[light], ...cities].join("，");
      return `第${number}项${quoted(title)}（${standing}）：${sentence(why.replaceAll(" ", ""))}`;
    }),
  ].join("\n");
}

/** Those that are not settled, the oldest first: on what, of what weight, until when, and how each unit stands. */
function directed(board: Board): string {
  const open = [...board.orders, ...board.directives]
    .filter(({ light }) => light !== "SETTLED")
    .sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : 1));
  const day = `截至${monthDay(board.asOf)}，`;
  const views = standing(open);
  if (views.length === 0) return `${day}没有正在办理的批示和督办单。`;
  return [`${day}正在办理的批示和督办单${views.length}件。`, ...views.map(lineOf)].join("\n");
}

function lineOf(view: DirectiveView): string {
  const { order, level, issuedOn, dueOn, asOf, units } = view;
  const what = order
    ? `${order.name}（${ORDER_GRADE_NAMES[order.grade]}督办，${dueDay(issuedOn, asOf)}发出）`
    : `${dueDay(issuedOn, asOf)}批示（${DIRECTIVE_LEVEL_NAMES[level]}）`;
  const states = units.map((unit) => {
    const { word, left } = directedText(unit, false);
    const again = unit.dueOn === dueOn ? "" : `${dueDay(unit.dueOn, asOf)}前补充`;
    const told = [again, left].filter(Boolean).join("，");
    return `${unit.name}${word}${told === "" ? "" : `（${told}）`}`;
  });
  return `${what}，${targetName(view)}，${dueDay(dueOn, asOf)}前答复：${states.join("、")}。`.replaceAll(
    " ",
    "",
  );
}

/** Of each chapter the points that are behind, each with what the first of each city's units is going to do. */
function steps(board: Board, nextSteps: NextSteps): string {
  const acute = new Set(pointRows(board, { attention: "1" }).map(({ id }) => id));
  const lines = board.chapters.flatMap(({ number, points }) => {
    const told = points
      .filter(({ id, halted }) => (acute.size > 0 ? acute.has(id) : halted === null))
      .flatMap((point) => stepOf(board, point, nextSteps));
    return told.length > 0 ? [`第${chineseNumeral(number)}章：${told.join("")}`] : [];
  });
  return lines.length > 0 ? lines.join("\n") : "各责任单位尚未报送下步打算。";
}

/** A city that is not behind has nothing to catch up on: it is left out where the other one is. */
function stepOf(board: Board, { number, units, sides }: Point, nextSteps: NextSteps): string[] {
  const leading = [...units].sort((a, b) => rankOf(a.role) - rankOf(b.role));
  const behind = sides.filter(({ light }) => isAcute(light));
  const told = (behind.length > 0 ? behind : sides).flatMap(({ city }) => {
    const own = leading.filter(({ unit }) => unit.cityId === city.id);
    const share = own.find(({ assignmentId }) => nextSteps.has(assignmentId));
    return share ? stepText(board, share, nextSteps) : [];
  });
  return told.length > 0 ? [`第${number}项，${told.join("")}`] : [];
}

function rankOf(role: Point["units"][number]["role"]): number {
  return ["LEAD", "RESPONSIBLE", "SUPPORT"].indexOf(role);
}
