import { Disclosed } from "@/components/time/disclosed";
import { DisclosedForm } from "@/components/time/disclosed-form";
import { type StepField, StepForm } from "@/components/time/step-form";
import type { IsoDate } from "@/lib/dates";
import { dueDay, monthDay, month as monthName } from "@/lib/format";
import { INDICATOR_STATE_NAMES } from "@/lib/glossary-states";
import type { IndicatorChange, ManagedIndicator } from "@/lib/indicators/queries";
import { rejectIndicatorAction, setIndicatorAction } from "./actions";

/** What the form of its figures does, by how the indicator stands. */
const STEPS = {
  PROPOSED: { summary: "改后确认", submit: "确认" },
  CONFIRMED: { summary: "修改", submit: "保存" },
  REJECTED: { summary: "恢复", submit: "恢复" },
} as const;

type Choice = { id: number; name: string };

/** One indicator as it stands, what an administrator may make of it, and what was made of it before. */
export function IndicatorItem({
  indicator,
  units,
  today,
}: {
  indicator: ManagedIndicator;
  /** those of its point */
  units: Choice[];
  today: IsoDate;
}) {
  const { id, state, changes, readings, sentence } = indicator;
  const [newest] = changes;
  const stands = newest ?? { ...indicator, dueOn: null, units: [] };
  const version = { indicatorId: id, version: newest?.id ?? 0 };
  const { name, target, measure } = stands;
  return (
    <li className="py-3">
      <h3 className="flex flex-wrap items-baseline gap-x-3 font-semibold">
        {name}
        <span>
          {target} {measure}
        </span>
        <StateChip state={state} />
        <span className="font-normal text-ink-2 text-sm">
          {[
            stands.dueOn && `${dueDay(stands.dueOn, today)}前`,
            stands.units.map((unit) => unit.name).join("、"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </h3>
      <p className="text-ink-2 text-sm">{sentence ? `“${sentence}”` : "原文没有，管理员补充"}</p>
      {readings.length > 0 && <Readings indicator={indicator} measure={measure} />}
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1">
        {state === "PROPOSED" && (
          <StepForm
            action={setIndicatorAction}
            hidden={{ ...version, name, target, measure }}
            fields={[]}
            submit="按读出的确认"
          />
        )}
        <DisclosedForm
          key={`set ${version.version}`}
          summary={STEPS[state].summary}
          about={name}
          action={setIndicatorAction}
          hidden={version}
          fields={indicatorFields(units, stands)}
          wide
          submit={STEPS[state].submit}
        />
        {state !== "REJECTED" && (
          <DisclosedForm
            key={`reject ${version.version}`}
            summary="驳回"
            about={name}
            action={rejectIndicatorAction}
            hidden={version}
            fields={[
              {
                name: "reason",
                label: "驳回理由",
                hint: "从今天起不再请单位填报，以前的日期照旧。",
              },
            ]}
            submit="驳回"
            look="danger"
          />
        )}
        {changes.length > 0 && (
          <Disclosed summary={`变更 ${changes.length} 次`} about={name}>
            <ol className="mt-1 text-sm">
              {changes.map((change) => (
                <Change key={change.id} change={change} />
              ))}
            </ol>
          </Disclosed>
        )}
      </div>
    </li>
  );
}

/** What is typed of an indicator, filled in with what stands. */
export function indicatorFields(
  units: Choice[],
  stands?: Pick<IndicatorChange, "name" | "target" | "measure" | "dueOn" | "units">,
): StepField[] {
  return [
    { name: "name", label: "指标名称", kind: "line", value: stands?.name ?? "" },
    {
      name: "target",
      label: "目标",
      kind: "number",
      hint: "大于 0 的整数。",
      value: String(stands?.target ?? ""),
    },
    {
      name: "measure",
      label: "量词",
      kind: "line",
      hint: "名、所、条、万元等。",
      value: stands?.measure ?? "",
    },
    {
      name: "dueOn",
      label: "时限",
      kind: "date",
      hint: "不填即这一项的办理时限。",
      value: stands?.dueOn ?? "",
    },
    {
      name: "unitIds",
      label: "填报单位",
      kind: "many",
      hint: "不勾选即这一项的全部单位。",
      choices: units.map(({ id, name }) => ({ value: String(id), text: name })),
      value: (stands?.units ?? []).map(({ id }) => id).join("\n"),
    },
  ];
}

const TONES = {
  PROPOSED: "border-amber text-ink",
  CONFIRMED: "border-green text-green",
  REJECTED: "border-edge text-ink-2",
} as const;

function StateChip({ state }: { state: ManagedIndicator["state"] }) {
  return (
    <span className={`rounded-full border px-2 font-normal text-sm ${TONES[state]}`}>
      {INDICATOR_STATE_NAMES[state]}
    </span>
  );
}

function Readings({
  indicator: { name, readings },
  measure,
}: {
  indicator: ManagedIndicator;
  measure: string;
}) {
  return (
    <details className="mt-1">
      <summary className="text-accent text-sm">
        读数 {readings.length} 次<span className="sr-only">：{name}</span>
      </summary>
      <ul className="mt-1 grid gap-x-4 text-sm sm:grid-cols-2">
        {readings.map(({ unitName, value, month, approvedOn }) => (
          <li key={`${unitName} ${month} ${approvedOn} ${value}`}>
            {monthName(month)} {unitName} {value} {measure}
            <span className="text-ink-2">（{monthDay(approvedOn)}通过）</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Change({ change }: { change: IndicatorChange }) {
  const { setOn, by, rejected, reason, name, target, measure, dueOn, units } = change;
  return (
    <li className="py-0.5">
      {setOn} {by}
      {rejected ? `驳回：${reason}` : `定为 ${name} ${target} ${measure}`}
      {!rejected && dueOn && `，${dueOn} 前`}
      {!rejected && units.length > 0 && `，${units.map((unit) => unit.name).join("、")}`}
    </li>
  );
}
