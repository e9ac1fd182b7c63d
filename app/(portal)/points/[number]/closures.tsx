import { ApplicationView } from "@/components/points/application-view";
import { ClosureForm } from "@/components/points/closure-form";
import type { SideCompletion } from "@/lib/completions/queries";
import { isOpenForApplication, recheckNeeded } from "@/lib/completions/rules";
import type { Point } from "@/lib/dashboards/board";
import { monthDay, percent } from "@/lib/format";
import { COMPLETION_STATE_NAMES, type CompletionState } from "@/lib/glossary";
import { type Actor, may } from "@/lib/policy";
import { answeringUnits } from "@/lib/status/roll-up";
import { applyForCompletionAction, reopenClosureAction } from "./actions";
import { AfterVerification, VerifyForm, WithdrawApplication } from "./completion-forms";

type Side = Point["sides"][number];

/** 办结 of each side: how far it has come, what was applied for and found, and the step this reader may take. */
export function Closures({
  actor,
  point,
  completions,
  editable,
}: {
  actor: Actor;
  point: Point;
  /** of every side, as of the day on screen */
  completions: SideCompletion[];
  editable: boolean;
}) {
  return (
    <div className="mt-3 grid gap-2 border-line border-t pt-3">
      {point.sides.map((side) => {
        const completion = completions.find(({ cityId }) => cityId === side.city.id);
        if (!completion) return null;
        const step = editable ? stepOf(actor, point, side, completion) : null;
        const { application, closure, state } = completion;
        const isOld = state === "REOPENED" || (state === "CLOSED" && !application);
        return (
          <section
            key={side.city.id}
            id={`completion-${side.city.id}`}
            aria-label={`${side.city.shortName}办结`}
          >
            <h3 className="font-semibold">
              {side.city.shortName}：{COMPLETION_STATE_NAMES[state]}
              {state === "CLOSED" && closure && `（${monthDay(closure.closedOn)}）`}
            </h3>
            {state === "CLOSED" && closure && (
              <p className="whitespace-pre-line">{closure.outcome}</p>
            )}
            {closure?.reopenedOn && (
              <p className="text-ink-2 text-sm">
                {monthDay(closure.reopenedOn)}重新办理：{closure.reopenReason}
              </p>
            )}
            {application && !isOld && (
              <details className="mt-1" open={state !== "CLOSED"}>
                <summary className="text-ink-2 text-sm">办结申请</summary>
                <ApplicationView application={application} />
              </details>
            )}
            {!step && editable && owesApplication(actor, side, state) && (
              <p className="screen-only text-ink-2 text-sm">
                这一侧的进度审核通过达到 100% 后，在这里申请办结；现为 {percent(side.percent)}。
              </p>
            )}
            {step && (
              <details key={step.name} className="screen-only mt-1">
                <summary className="text-accent">{step.name}</summary>
                {step.form}
              </details>
            )}
          </section>
        );
      })}
    </div>
  );
}

/** The reader's unit will apply here once the side has come to 100 %. */
function owesApplication(actor: Actor, side: Side, state: CompletionState): boolean {
  return isOpenForApplication(state) && applicant(actor, side) !== undefined;
}

/** The assignment by which the reader's unit answers for the side. */
function applicant(actor: Actor, side: Side) {
  return answeringUnits(side.units).find(
    (unit) => unit.group === "NONE" && may(actor, "completion.apply", { unitId: unit.unit.id }),
  );
}

function stepOf(actor: Actor, point: Point, side: Side, completion: SideCompletion) {
  const { state, application, closure, files } = completion;
  const reviews = may(actor, "completion.verify", { cityId: side.city.id });
  const where = side.city.shortName;
  if (state === "APPLIED" && reviews && application) {
    return { name: "核验", form: <VerifyForm application={application} /> };
  }
  if (state === "VERIFIED" && reviews && application) {
    const recheck = recheckNeeded(side.percent, application.overtaken);
    const form = (
      <AfterVerification
        application={application}
        side={{ pointId: point.id, cityId: side.city.id }}
        where={where}
        recheck={recheck}
      />
    );
    return { name: recheck ? "再次核验" : "确认销号", form };
  }
  if (
    state === "APPLIED" &&
    application &&
    may(actor, "completion.apply", { unitId: application.unitId })
  ) {
    return { name: "撤回申请", form: <WithdrawApplication applicationId={application.id} /> };
  }
  if (state === "CLOSED" && closure && may(actor, "closure.confirm", { cityId: side.city.id })) {
    const form = (
      <ClosureForm
        action={reopenClosureAction}
        hidden={{ closureId: closure.id }}
        name="reason"
        label="重新办理原因"
        submit={`${where}侧重新办理`}
      />
    );
    return { name: "重新办理", form };
  }
  const share = applicant(actor, side);
  if (!share || !isOpenForApplication(state) || Math.floor(side.percent) < 100) return null;
  const form = (
    <ClosureForm
      action={applyForCompletionAction}
      hidden={{ assignmentId: share.assignmentId }}
      name="outcome"
      label="办结结果"
      hint="写明完成的事项和成果；没有佐证材料的不少于 20 字。"
      files={files.filter((file) => file.assignmentId === share.assignmentId)}
      submit="申请办结"
    />
  );
  return { name: "申请办结", form };
}
