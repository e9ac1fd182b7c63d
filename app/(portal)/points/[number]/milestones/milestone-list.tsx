import { cityText } from "@/components/status/city";
import { MilestoneMark } from "@/components/time/milestone-mark";
import { StepForm } from "@/components/time/step-form";
import { Empty } from "@/components/ui/card";
import type { Board, City } from "@/lib/dashboards/board";
import type { MilestoneView } from "@/lib/dashboards/milestones";
import { monthDay, redatedText } from "@/lib/format";
import type { MilestoneChange } from "@/lib/plan/queries";
import { type Actor, may } from "@/lib/policy";
import { confirmMilestoneAction, revokeMilestoneAction } from "./actions";

/** Every milestone with each side's state, and for the side's reviewer the tick or its taking back. */
export function MilestoneList({
  actor,
  board,
  milestones,
  editable,
}: {
  actor: Actor;
  board: Board;
  milestones: MilestoneView[];
  editable: boolean;
}) {
  if (milestones.length === 0) {
    return <Empty>没有设置节点，序时进度从印发到办理时限按天推算。</Empty>;
  }
  return (
    <ol className="divide-y divide-line border-line border-t">
      {milestones.map((milestone) => (
        <li key={milestone.id} className="py-3">
          <h3 className="flex flex-wrap items-baseline gap-x-3 font-semibold">
            {milestone.title}
            <span className="font-normal text-ink-2 text-sm">
              {milestone.dueOn} · 权重 {milestone.weight}
              {milestone.redated && ` · ${redatedText(milestone.redated, board.asOf)}`}
            </span>
          </h3>
          <ul className="mt-1 grid gap-2 sm:grid-cols-2">
            {milestone.sides.map((side) => (
              <li key={side.city.id}>
                <p className="flex flex-wrap items-center gap-x-2.5">
                  <span className={cityText(board.cities, side.city.id)}>
                    {side.city.shortName}侧
                  </span>
                  <MilestoneMark state={side.state} />
                  {side.doneOn ? (
                    <span className="text-ink-2 text-sm">{monthDay(side.doneOn)}完成</span>
                  ) : (
                    side.closed && <span className="text-ink-2 text-sm">已销号</span>
                  )}
                </p>
                {editable && may(actor, "milestone.confirm", { cityId: side.city.id }) && (
                  <Step milestone={milestone} side={side} today={board.asOf} />
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Step({
  milestone,
  side,
  today,
}: {
  milestone: MilestoneView;
  side: MilestoneView["sides"][number];
  today: string;
}) {
  if (side.completionId !== null) {
    return (
      <details className="screen-only">
        <summary className="text-accent text-sm">撤销完成</summary>
        <StepForm
          action={revokeMilestoneAction}
          hidden={{ completionId: side.completionId }}
          fields={[{ name: "reason", label: "撤销原因" }]}
          submit="撤销完成"
          look="danger"
        />
      </details>
    );
  }
  if (side.closed) return null;
  return (
    <details className="screen-only">
      <summary className="text-accent text-sm">确认完成</summary>
      <StepForm
        action={confirmMilestoneAction}
        hidden={{ rootId: milestone.rootId, cityId: side.city.id }}
        fields={[{ name: "doneOn", label: "完成日期", kind: "date", value: today }]}
        submit={`确认${side.city.shortName}侧完成`}
      />
    </details>
  );
}

const KIND_NAMES: Record<MilestoneChange["kind"], string> = {
  ADDED: "设置",
  REMOVED: "移出",
  CONFIRMED: "确认完成",
  REVOKED: "撤销完成",
};

/** What happened to the milestones, the newest first. */
export function Changes({ changes, cities }: { changes: MilestoneChange[]; cities: City[] }) {
  if (changes.length === 0) return <Empty>还没有变更。</Empty>;
  return (
    <ol className="divide-y divide-line text-sm">
      {changes.map((change, index) => {
        const city = cities.find(({ id }) => id === change.cityId);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that only grows at its front is drawn anew
          <li key={index} className="py-1.5">
            {change.on} {KIND_NAMES[change.kind]}
            {city && <span className={cityText(cities, city.id)}>（{city.shortName}侧）</span>}：
            {change.title}
            <span className="block text-ink-2">
              {change.kind === "ADDED" || change.kind === "REMOVED"
                ? `${change.dueOn} · 权重 ${change.weight}`
                : change.kind === "CONFIRMED"
                  ? `${change.note} 完成`
                  : change.note}
              {" · "}
              {change.by}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
