import { ButtonLink } from "@/components/ui/button";
import { TapForm } from "@/components/watches/tap-form";
import type { Board } from "@/lib/dashboards/board";
import { issueDesk } from "@/lib/dashboards/directives";
import { paths } from "@/lib/paths";
import { type Actor, may } from "@/lib/policy";
import { keepWatchAction, makeReadMarkAction } from "./watches/actions";

/** A point, chapter or unit by its id, and as an address names it. */
type Thing = { kind: "point" | "chapter" | "unit"; id: number; number: number };

/** 关注, 批示 and 已阅 of what a page shows; nothing for whoever may none of it, or on a past day. */
export function LeaderActions({
  actor,
  board,
  thing,
  editable,
}: {
  actor: Actor;
  board: Board;
  thing: Thing;
  editable: boolean;
}) {
  if (!editable) return null;
  const { kind, id, number } = thing;
  const field = `${kind}Id` as const;
  const target = { [kind]: number };
  const desk = issueDesk(actor, board, target);
  const watched = board.watches.some(
    (watch) => watch.accountId === actor.accountId && watch[field] === id,
  );
  const readToday = board.readMarks.some(
    (mark) =>
      kind === "point" &&
      mark.pointId === id &&
      mark.accountId === actor.accountId &&
      mark.readOn === board.asOf,
  );
  return (
    <>
      {may(actor, "watch.keep") && (
        <TapForm
          action={keepWatchAction}
          hidden={{ [field]: id, follow: watched ? "no" : "yes" }}
          label={watched ? "已关注，再点取消" : undefined}
        >
          {watched ? "★ 已关注" : "关注"}
        </TapForm>
      )}
      {kind === "point" && may(actor, "read-mark.make") && !readToday && (
        <TapForm action={makeReadMarkAction} hidden={{ pointId: id }}>
          已阅
        </TapForm>
      )}
      {desk && (
        <ButtonLink href={paths.newDirective(target)} className="border-seal text-seal">
          批示{desk.cities.length === 0 && desk.withoutMembers.length > 0 && "（成员待明确）"}
        </ButtonLink>
      )}
    </>
  );
}
