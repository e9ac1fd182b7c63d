import type { IsoDate } from "../dates";
import type { Extended } from "../format";
import { type AdjustmentFacts, byDay, type ExtensionFacts, type NoticeFacts } from "./rules";

/** One date in place of another: an extension, an adjustment, or an update of the notice. */
export type Redating = Pick<ExtensionFacts, "id" | "decision" | "decidedOn" | "order"> & {
  toOn: IsoDate;
  notice?: true;
};

/** The extensions approved by a day, the oldest first. */
export function approvedOn<
  E extends Pick<ExtensionFacts, "id" | "decision" | "decidedOn" | "order">,
>(extensions: E[], day: IsoDate): E[] {
  return extensions
    .filter(({ decision, decidedOn }) => decision === "APPROVED" && (decidedOn ?? day) <= day)
    .sort(
      (a, b) =>
        byDay(a.decidedOn ?? "", b.decidedOn ?? "") ||
        (a.order ?? 0) - (b.order ?? 0) ||
        a.id - b.id,
    );
}

// Ids of adjustments stand after those of extensions: of two approved at once the adjustment holds.
const AFTER_EXTENSIONS = 2 ** 32;

/** Whatever gave a point another due date: extensions, adjustments of it, updates of the notice. */
export function redatings({
  extensions,
  adjustments,
  notices,
}: {
  extensions: Omit<Redating, "notice">[];
  adjustments: Pick<AdjustmentFacts, "id" | "decision" | "decidedOn" | "toOn" | "order">[];
  notices: NoticeFacts[];
}): Redating[] {
  const adjusted = adjustments.flatMap(({ id, decision, decidedOn, toOn, order = null }) =>
    toOn !== null && decision !== "WITHDRAWN"
      ? [{ id: id + AFTER_EXTENSIONS, decision, decidedOn, toOn, order }]
      : [],
  );
  const noticed = notices.map(({ id, changedOn, toOn, order }) => ({
    ...{ id, decision: "APPROVED" as const, decidedOn: changedOn, toOn, order },
    notice: true as const,
  }));
  return [...extensions, ...adjusted, ...noticed];
}

/**
 * 办理时限 in force on a day: that of the newest of them by then, else the published one. `extended`:
 * how many a person applied for; `updated`: whether an update of the notice is among them.
 */
export function dueInForce(published: IsoDate, given: Redating[], day: IsoDate) {
  const approved = approvedOn(given, day);
  const extended = approved.filter(({ notice }) => !notice).length;
  return {
    dueOn: approved.at(-1)?.toOn ?? published,
    extended,
    updated: extended < approved.length,
  };
}

/** 原 → 现 as it stands beside a due date; null where it is the published one, and was not asked to be another. */
export function extendedTo(published: IsoDate, given: Redating[], day: IsoDate): Extended | null {
  const { dueOn, extended, updated } = dueInForce(published, given, day);
  if (extended === 0 && dueOn === published) return null;
  const text = { fromOn: published, toOn: dueOn, count: extended };
  return updated ? { ...text, updated } : text;
}

/** The newest of them by a day that put the due date off; an update of the notice may as well bring it forward. */
export function postponedBy(published: IsoDate, given: Redating[], day: IsoDate): Redating | null {
  const approved = approvedOn(given, day);
  const off = approved.filter(({ notice, toOn }, at) => {
    const before = approved[at - 1]?.toOn ?? published;
    return !notice || (toOn > before && toOn > published);
  });
  return off.at(-1) ?? null;
}
