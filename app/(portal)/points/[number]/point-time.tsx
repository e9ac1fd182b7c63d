import { cityText } from "@/components/status/city";
import { ConfidenceMark } from "@/components/time/confidence-mark";
import { ExtensionView } from "@/components/time/extension-view";
import { MilestoneMark } from "@/components/time/milestone-mark";
import { NotAsked } from "@/components/time/not-asked";
import { StepForm } from "@/components/time/step-form";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Board, Point } from "@/lib/dashboards/board";
import { milestonesOf } from "@/lib/dashboards/milestones";
import { extensionsFor } from "@/lib/dashboards/time-records";
import { dueDay, extensionText, monthDay, redatedText } from "@/lib/format";
import { CONFIDENCE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { monthsNotAsked } from "@/lib/periods/rules";
import { type Actor, may } from "@/lib/policy";
import { Adjustments } from "./adjustments";
import {
  applyForExtensionAction,
  decideExtensionAction,
  stateConfidenceAction,
} from "./milestones/actions";
import { SetLinks } from "./set-links";

type Reading = {
  actor: Actor;
  board: Board;
  point: Point;
  /** whether the page stands at today, where things are done */
  editable: boolean;
  /** carried by links; undefined for today */
  asOf: string | undefined;
};

/** 节点, 延期 and 暂停 of a point: how its time stands, and the step this reader may take. */
export function PointTime({ actor, board, point, editable, asOf }: Reading) {
  const milestones = milestonesOf(point, board.asOf);
  const extensions = extensionsFor(actor, point);
  const maySet = editable && may(actor, "milestone.set");
  const waiting = point.time.extensions.some(({ decision }) => decision === null);
  const share = point.units.find(
    (each) => each.group === "NONE" && may(actor, "extension.apply", { unitId: each.unit.id }),
  );
  const closed = point.sides.every(({ closureId }) => closureId !== null);
  const mayAdd = may(actor, "year.manage");
  const asks = editable && !closed && (mayAdd || may(actor, "adjustment.propose"));
  const mayApply = editable && share && !waiting && !closed && board.asOf < point.dueOn;
  return (
    <Card title="节点与时限" id="time">
      {milestones.length === 0 ? (
        <p className="text-ink-2 text-sm">没有设置节点，序时进度从印发到办理时限按天推算。</p>
      ) : (
        <ol className="divide-y divide-line border-line border-t">
          {milestones.map(({ id, title, dueOn, weight, city, state, redated }) => (
            <li
              key={id}
              id={`milestone-${id}`}
              className="flex flex-wrap items-center gap-x-2.5 py-1.5"
            >
              <MilestoneMark state={state} />
              <span>
                {city && (
                  <span className={cityText(board.cities, city.id)}>{city.shortName}侧 </span>
                )}
                {title}
              </span>
              <span className="ml-auto text-ink-2 text-sm">
                {redated ? redatedText(redated, board.asOf) : dueDay(dueOn, board.asOf)} · 权重{" "}
                {weight}
              </span>
            </li>
          ))}
        </ol>
      )}
      {asks && <NotAsked missing={monthsNotAsked(board.periods, point.dueOn)} mayAdd={mayAdd} />}
      {(milestones.length > 0 || maySet) && (
        <p className="mt-1 text-sm">
          <Link
            href={paths.milestones(point.number, { asOf })}
            className="text-accent hover:underline"
          >
            {maySet ? "设置节点" : "节点详情"}
          </Link>
          <SetLinks actor={actor} point={point} editable={editable} />
        </p>
      )}
      {extensions.length > 0 && (
        <section aria-label="延期" className="mt-3 border-line border-t pt-3">
          <h3 className="font-semibold">
            延期{point.extension && `：${extensionText(point.extension, board.asOf)}`}
          </h3>
          {extensions.map((extension) => (
            <div key={extension.id} id={`extension-${extension.id}`} className="mt-1">
              <ExtensionView extension={extension} />
              {asks && extension.decision === null && (
                <NotAsked
                  missing={monthsNotAsked(board.periods, extension.toOn)}
                  mayAdd={mayAdd}
                  waits
                />
              )}
              {editable &&
                extension.decision === null &&
                may(actor, "extension.decide", { cityId: extension.cityId }) && (
                  <DecideForm extensionId={extension.id} />
                )}
            </div>
          ))}
        </section>
      )}
      {mayApply && (
        <details className="screen-only mt-3">
          <summary className="text-accent">申请延期</summary>
          <StepForm
            action={applyForExtensionAction}
            hidden={{ assignmentId: share.assignmentId }}
            fields={[
              {
                name: "toOn",
                label: "申请延至",
                kind: "date",
                hint: `现办理时限 ${point.dueOn}，须在此之前申请。`,
              },
              { name: "reason", label: "延期理由" },
            ]}
            submit="申请延期"
          />
        </details>
      )}
      <Pauses point={point} />
      <Adjustments actor={actor} point={point} editable={editable} />
    </Card>
  );
}

export function DecideForm({ extensionId }: { extensionId: number }) {
  return (
    <StepForm
      action={decideExtensionAction}
      hidden={{ extensionId }}
      fields={[{ name: "opinion", label: "审批意见", hint: "不批准时必须写明原因。" }]}
      decisions={[
        { value: "REFUSED", label: "不批准", look: "danger" },
        { value: "APPROVED", label: "批准延期", look: "primary" },
      ]}
    />
  );
}

function Pauses({ point }: { point: Point }) {
  // 取消 stands among the adjustments alone.
  const pauses = point.time.pauses.filter(({ cancelled }) => !cancelled);
  if (pauses.length === 0) return null;
  const isTold = (startsOn: string) =>
    point.time.adjustments.some(
      ({ kind, decision, decidedOn }) =>
        kind === "PAUSE" && decision === "APPROVED" && decidedOn === startsOn,
    );
  return (
    <section aria-label="暂停" className="mt-3 border-line border-t pt-3">
      {pauses.map(({ id, startsOn, endsOn, reason, basis, startedBy }) => (
        <p key={id} id={`pause-${id}`} className="text-sm">
          <strong>
            {endsOn === null
              ? `${monthDay(startsOn)}起暂停`
              : `${monthDay(startsOn)}暂停，${monthDay(endsOn)}恢复`}
          </strong>
          {isTold(startsOn) ? (
            "，原因和依据见下面的调整"
          ) : (
            <>
              ：{reason}
              <span className="block text-ink-2">
                依据：{basis} · {startedBy}
              </span>
            </>
          )}
        </p>
      ))}
    </section>
  );
}

/** 交付信心 of each side, newest first, with what was said before. */
export function PointConfidence({ actor, board, point, editable }: Omit<Reading, "asOf">) {
  const stating = editable
    ? point.sides.filter(({ city }) => may(actor, "confidence.state", { cityId: city.id }))
    : [];
  const stated = point.time.confidences.toReversed();
  if (stated.length === 0 && stating.length === 0) return null;
  return (
    <Card title="交付信心" note="审核员的判断，不影响亮灯" id="confidence">
      {stated.length === 0 && <p className="text-ink-2 text-sm">还没有判断。</p>}
      <ol className="divide-y divide-line">
        {stated.map(({ id, cityId, level, sentence, statedOn, statedBy }) => {
          const side = point.sides.find(({ city }) => city.id === cityId);
          const city = board.cities.find((each) => each.id === cityId);
          const stands = side?.confidence?.id === id;
          return (
            <li
              key={id}
              id={`confidence-${id}`}
              className={`py-1.5 ${stands ? "" : "text-ink-2 text-sm"}`}
            >
              {stands ? <ConfidenceMark level={level} /> : `此前为${CONFIDENCE_NAMES[level]}`}{" "}
              <span className={cityText(board.cities, cityId)}>{city?.shortName}侧</span>：
              {sentence}
              <span className="block text-ink-2 text-xs">
                {statedBy} · {monthDay(statedOn)}
              </span>
            </li>
          );
        })}
      </ol>
      {stating.map(({ city }) => (
        <details key={city.id} className="screen-only mt-1">
          <summary className="text-accent">写{city.shortName}侧交付信心</summary>
          <StepForm
            action={stateConfidenceAction}
            hidden={{ pointId: point.id, cityId: city.id }}
            fields={[
              {
                name: "level",
                label: "交付信心",
                choices: [
                  { value: "", text: "请选择" },
                  ...Object.entries(CONFIDENCE_NAMES).map(([value, text]) => ({ value, text })),
                ],
              },
              { name: "sentence", label: "理由", kind: "line", hint: "一句话，不超过 120 字。" },
            ]}
            submit="保存"
          />
        </details>
      ))}
    </Card>
  );
}
