import "server-only";
import type { Point } from "../dashboards/board";
import { milestonesOf } from "../dashboards/milestones";
import { adjustmentsFor, extensionsFor } from "../dashboards/time-records";
import { chineseNumeral, containsAll } from "../format";
import { CONFIDENCE_NAMES, EXTENSION_DECISION_NAMES, MILESTONE_STATE_NAMES } from "../glossary";
import { ADJUSTMENT_DECISION_NAMES, ADJUSTMENT_KIND_NAMES } from "../glossary-states";
import { paths } from "../paths";
import type { AdjustmentFacts, PauseFacts } from "../plan/rules";
import { isCalled } from "../units/calling";
import type { Asking, Found } from "./sources";
import { pointOf, quoteOf } from "./sources";

/** 章 of the plan in force by their titles, or by the first letters of their pinyin. */
export function chapters({ words, board, most }: Asking): Found[] {
  return board.chapters
    .map(({ id, number, title, points }) => ({
      id,
      title: `第${chineseNumeral(number)}章 ${title}`,
      text: "",
      note: `${points.length} 项`,
      href: paths.chapter(number),
    }))
    .filter(({ title }) => isCalled(title, words))
    .slice(0, most);
}

/** 联席会议, the newest first, by name, place and who came; and what each resolved, as 议定事项. */
export function meetings({ words, board, most }: Asking): Found[] {
  return board.meetings
    .flatMap(({ id, title, heldOn, place, attendance, resolutions }) => {
      const about = [place, attendance].filter((part) => part !== "");
      const itself = {
        id,
        title,
        text: quoteOf(about, words),
        note: `${heldOn} · ${resolutions.length} 项议定事项`,
        href: paths.meeting(id),
      };
      const settled = resolutions.map((resolution) => {
        const point = board.points.find((each) => each.id === resolution.pointId);
        return {
          id: -resolution.id,
          title: `议定事项${point ? ` · ${pointOf(point)}` : ""}`,
          text: resolution.text,
          note: `${title} · ${resolution.dueOn} 前`,
          href: `${paths.meeting(id)}#resolution-${resolution.id}`,
        };
      });
      const called = containsAll([title, ...about].join("\n"), words);
      return [
        ...(called ? [itself] : []),
        ...settled.filter(({ text }) => containsAll(text, words)),
      ];
    })
    .slice(0, most);
}

/** 节点 in force by their titles; and why one was taken back as not reached. */
export async function milestones({ words, board, most, texts }: Asking): Promise<Found[]> {
  const standing = board.points.flatMap((point) =>
    milestonesOf(point, board.asOf)
      .filter(({ title }) => containsAll(title, words))
      .map(({ id, title, dueOn, state }) => ({
        id,
        title: `${pointOf(point)} · ${title}`,
        text: "",
        note: `${dueOn} · ${MILESTONE_STATE_NAMES[state]}`,
        href: `${paths.point(point.number)}#milestone-${id}`,
      })),
  );
  const revoked = (await texts("MILESTONE")).flatMap(({ id, pointId, name, text, day }) =>
    on(board.points, pointId).map((point) => ({
      id,
      title: `${pointOf(point)} · ${name}`,
      text,
      note: `${day} 撤销完成`,
      href: `${paths.milestones(point.number)}#changes`,
    })),
  );
  return [...standing, ...revoked].slice(0, most);
}

/** 延期 the actor may see, the newest first, by their reasons and the opinions on them. */
export function extensions({ actor, words, board, most }: Asking): Found[] {
  return board.points
    .flatMap((point) =>
      extensionsFor(actor, point).map((each) => ({
        id: each.id,
        title: `${each.unitName} · ${pointOf(point)}`,
        text: joined(each.reason, each.opinion),
        note: `${each.fromOn} → ${each.toOn} · ${each.decision ? EXTENSION_DECISION_NAMES[each.decision] : "等待审批"}`,
        href: `${paths.point(point.number)}#extension-${each.id}`,
      })),
    )
    .filter(({ text }) => containsAll(text, words))
    .sort((a, b) => b.id - a.id)
    .slice(0, most);
}

/** 调整 the actor may see, by what they say, why and on what, the newest first; older 暂停 after them. */
export function adjustments({ actor, words, board, most }: Asking): Found[] {
  const all = board.points.flatMap((point) => [
    ...adjustmentsFor(actor, point).map((each) => adjustment(point, each)),
    ...point.time.pauses
      .filter((each) => !each.cancelled && !isTold(point, each))
      .map((each) => pause(point, each)),
  ]);
  return all
    .filter(({ text }) => containsAll(text, words))
    .sort((a, b) => b.id - a.id)
    .slice(0, most);
}

function adjustment(point: Point, each: AdjustmentFacts): Found {
  const state = each.decision ? ADJUSTMENT_DECISION_NAMES[each.decision] : "等待审批";
  return {
    id: each.id,
    title: `${ADJUSTMENT_KIND_NAMES[each.kind]} · ${pointOf(point)}`,
    text: joined(each.text, each.reason, `依据：${each.basis}`, each.opinion),
    note: `${each.proposedOn} 提出 · ${state}`,
    href: `${paths.point(point.number)}#adjustment-${each.id}`,
  };
}

function pause(point: Point, each: PauseFacts): Found {
  return {
    id: -each.id,
    title: `暂停 · ${pointOf(point)}`,
    text: joined(each.reason, `依据：${each.basis}`),
    note: each.endsOn === null ? `${each.startsOn} 起` : `${each.startsOn} 至 ${each.endsOn}`,
    href: `${paths.point(point.number)}#pause-${each.id}`,
  };
}

/** An adjustment that everybody sees says the same. */
function isTold({ time }: Point, { startsOn }: PauseFacts): boolean {
  return time.adjustments.some(
    ({ kind, decision, decidedOn }) =>
      kind === "PAUSE" && decision === "APPROVED" && decidedOn === startsOn,
  );
}

/** 交付信心 by its sentence, the newest first. */
export function confidences({ words, board, most }: Asking): Found[] {
  return board.points
    .flatMap((point) =>
      point.time.confidences.map((each) => ({
        id: each.id,
        title: `${board.cities.find(({ id }) => id === each.cityId)?.shortName ?? ""}侧 · ${pointOf(point)}`,
        text: each.sentence,
        note: `交付信心${CONFIDENCE_NAMES[each.level]} · ${each.statedOn}`,
        href: `${paths.point(point.number)}#confidence-${each.id}`,
      })),
    )
    .filter(({ text }) => containsAll(text, words))
    .sort((a, b) => b.id - a.id)
    .slice(0, most);
}

/** The point of an id, in a list, when it is one of the plan's. */
export function on(points: Point[], pointId: number | null): Point[] {
  return points.filter(({ id }) => id === pointId);
}

function joined(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join("\n");
}
