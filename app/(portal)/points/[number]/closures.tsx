import { ApplicationView } from "@/components/points/application-view";
import { ClosureForm } from "@/components/points/closure-form";
import type { SideCompletion } from "@/lib/completions/queries";
import { isOpenForApplication } from "@/lib/completions/rules";
import type { Point } from "@/lib/dashboards/board";
import { monthDay } from "@/lib/format";
import { COMPLETION_STATE_NAMES } from "@/lib/glossary";
import { type Actor, may } from "@/lib/policy";
import { answeringUnits } from "@/lib/status/roll-up";
import {
  applyForCompletionAction,
  confirmClosureAction,
  reopenClosureAction,
  verifyCompletionAction,
} from "./actions";

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
          <section key={side.city.id} aria-label={`${side.city.shortName}办结`}>
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

function stepOf(actor: Actor, point: Point, side: Side, completion: SideCompletion) {
  const { state, application, closure, files } = completion;
  const reviews = may(actor, "completion.verify", { cityId: side.city.id });
  const where = side.city.shortName;
  if (state === "APPLIED" && reviews && application) {
    return { name: "核验", form: <VerifyForm applicationId={application.id} /> };
  }
  if (state === "VERIFIED" && reviews) {
    const key = { pointId: point.id, cityId: side.city.id };
    return {
      name: "确认销号",
      form: <ConfirmForm hidden={key} where={where} text={application?.outcome ?? ""} />,
    };
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
  const share = answeringUnits(side.units).find(
    (unit) => unit.group === "NONE" && may(actor, "completion.apply", { unitId: unit.unit.id }),
  );
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

export function VerifyForm({ applicationId }: { applicationId: number }) {
  return (
    <ClosureForm
      action={verifyCompletionAction}
      hidden={{ applicationId }}
      name="opinion"
      label="核验意见"
      hint="退回时必须写明还缺什么。"
      choices={[
        { value: "REJECTED", label: "退回补充", look: "danger" },
        { value: "VERIFIED", label: "核验通过", look: "primary" },
      ]}
    />
  );
}

export function ConfirmForm({
  hidden,
  where,
  text,
}: {
  hidden: { pointId: number; cityId: number };
  where: string;
  text: string;
}) {
  return (
    <ClosureForm
      action={confirmClosureAction}
      hidden={hidden}
      name="outcome"
      label="办结结果"
      hint="以申请内容为准，可作修改；销号后公开显示。"
      text={text}
      submit={`确认${where}侧销号`}
    />
  );
}
