import "server-only";
import { month } from "../format";
import { BULLETIN_KIND_NAMES, COMPLETION_STATE_NAMES, type CompletionState } from "../glossary";
import { paths } from "../paths";
import { on } from "./board-sources";
import type { PlanText } from "./plan-texts";
import type { SearchKind } from "./schema";
import { type Asking, type Found, pointOf, type Source } from "./sources";

/** What is found by the texts of one kind: `label` and `note` tell it, `place` where on the point's page it is. */
function ofPoints(
  kind: SearchKind,
  found: (text: PlanText, point: Asking["board"]["points"][number]) => Omit<Found, "id" | "text">,
): Source {
  return async ({ board, texts }) =>
    (await texts(kind)).flatMap((text) =>
      on(board.points, text.pointId).map((point) => ({
        id: text.id,
        text: text.text,
        ...found(text, point),
      })),
    );
}

/** 举措 as they are worded today; 议定事项 stand with their meetings. */
export const items = ofPoints("ITEM", ({ place, day }, point) => ({
  title: pointOf(point),
  note: `第 ${place} 条${day ? ` · ${day} 前` : ""}`,
  href: `${paths.point(point.number)}#item-${place}`,
}));

/** 量化指标 by name, target and the sentence that promises them. */
export const indicators = ofPoints("INDICATOR", ({ name, place, day }, point) => ({
  title: `${name} · ${pointOf(point)}`,
  note: day ? `${day} 前` : "",
  href: `${paths.point(point.number)}#indicator-${place}`,
}));

/** The newest 办结申请 and 销号 of each side, by result and opinions. */
export const completions = ofPoints("COMPLETION", ({ name, place, day, state }, point) => ({
  title: `${name} · ${pointOf(point)}`,
  note: `${day} · ${COMPLETION_STATE_NAMES[state as CompletionState]}`,
  href: `${paths.point(point.number)}#completion-${place}`,
}));

/** What the reviewer wrote of a report that went back. */
export const reviews = ofPoints("REVIEW", ({ id, name, place, day, state }, point) => ({
  title: `${name} · ${pointOf(point)}`,
  note: `${month(state)}进展 · ${day} 退回`,
  href: paths.report(Number(place), id),
}));

/** 催办 with their answers. */
export const reminders = ofPoints("REMINDER", ({ id, name, day, state }, point) => ({
  title: `${name} · ${pointOf(point)}`,
  note: `${day} · ${state === "OPEN" ? "未答复" : "已答复"}`,
  href: `${paths.reminder(id)}#reminder-${id}`,
}));

/** 异议 with what was answered. */
export const objections = ofPoints("OBJECTION", ({ id, name, place, day, state }, point) => ({
  title: `${name} · ${pointOf(point)}`,
  note: `${day} · ${OBJECTION_STATES[state] ?? ""}`,
  href: `${paths.acknowledgements({ unit: place })}#objection-${id}`,
}));

const OBJECTION_STATES: Record<string, string> = {
  OPEN: "待答复",
  ACCEPTED: "已采纳",
  DECLINED: "未采纳",
};

/** 月报、通报, drafts and issued ones, at the section that says it. */
export async function bulletins({ texts }: Asking): Promise<Found[]> {
  return (await texts("BULLETIN")).map(({ id, name, text, day, place, state }) => {
    const [kind = "", number] = state.split(" ");
    return {
      id,
      title: name,
      text,
      note: [
        `${BULLETIN_KIND_NAMES[kind as keyof typeof BULLETIN_KIND_NAMES]}`,
        number ? `第 ${number} 期` : "草稿",
        `截至 ${day ?? ""}`,
      ].join(" · "),
      href: `${paths.bulletin(id)}#section-${place}`,
    };
  });
}
