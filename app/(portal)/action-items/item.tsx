import { Disclosed } from "@/components/time/disclosed";
import { DisclosedForm } from "@/components/time/disclosed-form";
import type { StepField } from "@/components/time/step-form";
import { Link } from "@/components/ui/link";
import type { ActionItemChange, ManagedActionItem } from "@/lib/action-items/queries";
import type { IsoDate } from "@/lib/dates";
import { dueDay } from "@/lib/format";
import { paths } from "@/lib/paths";
import { retireActionItemAction, setActionItemAction } from "./actions";

type Choice = { id: number; name: string };

/** One action item as it stands, what an administrator may make of it, and what was made of it before. */
export function Item({
  item,
  units,
  today,
}: {
  item: ManagedActionItem;
  units: Choice[];
  today: IsoDate;
}) {
  const { id, position, origin, meeting, retired, changes } = item;
  const [newest] = changes;
  const stands = newest ?? { ...item, dueOn: null, units: [] };
  const version = { actionItemId: id, version: newest?.id ?? 0 };
  const named = stands.units.map((unit) => unit.name).join("、");
  return (
    <li className="grid grid-cols-[2rem_minmax(0,1fr)] py-3">
      <span className="text-ink-2">{position}</span>
      <div>
        <p className={retired ? "text-ink-2 line-through" : ""}>{stands.text}</p>
        <p className="text-ink-2 text-sm">
          {origin === "DOCUMENT" && (stands.text === item.text ? "原文" : "原文，已改写")}
          {origin === "ADMIN" && "管理员补充"}
          {meeting && (
            <>
              <Link href={paths.meeting(meeting.id)} className="text-accent underline">
                {meeting.title}
              </Link>
              议定 · {dueDay(meeting.dueOn, today)}前，由会议记录，不在这里改
            </>
          )}
          {stands.dueOn && ` · ${dueDay(stands.dueOn, today)}前`}
          {named && ` · ${named}`}
          {retired && <strong> · 已停用：{newest?.reason}</strong>}
        </p>
        {stands.text !== item.text && <p className="text-ink-2 text-sm">原文：{item.text}</p>}
        {origin !== "MEETING" && (
          <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
            <DisclosedForm
              key={`set ${version.version}`}
              summary={retired ? "恢复" : "修改"}
              about={`第 ${position} 条`}
              action={setActionItemAction}
              hidden={version}
              fields={itemFields(units, stands)}
              submit={retired ? "恢复" : "保存"}
            />
            {!retired && (
              <DisclosedForm
                key={`retire ${version.version}`}
                summary="停用"
                about={`第 ${position} 条`}
                action={retireActionItemAction}
                hidden={version}
                fields={[
                  {
                    name: "reason",
                    label: "停用理由",
                    hint: "从今天起不再请单位勾选，以前的日期照旧。",
                  },
                ]}
                submit="停用"
                look="danger"
              />
            )}
            {changes.length > 0 && (
              <Disclosed summary={`变更 ${changes.length} 次`} about={`第 ${position} 条`}>
                <ol className="mt-1 text-sm">
                  {changes.map((change) => (
                    <Change key={change.id} change={change} />
                  ))}
                </ol>
              </Disclosed>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

/** What is typed of an action item, filled in with what stands. */
export function itemFields(
  units: Choice[],
  stands?: Pick<ActionItemChange, "text" | "dueOn" | "units">,
): StepField[] {
  return [
    { name: "text", label: "举措", hint: "一句话。", value: stands?.text ?? "" },
    {
      name: "dueOn",
      label: "时限",
      kind: "date",
      hint: "不填即这一项的办理时限。",
      value: stands?.dueOn ?? "",
    },
    {
      name: "unitIds",
      label: "落实单位",
      kind: "many",
      hint: "不勾选即这一项的全部单位。",
      choices: units.map(({ id, name }) => ({ value: String(id), text: name })),
      value: (stands?.units ?? []).map(({ id }) => id).join("\n"),
    },
  ];
}

function Change({
  change: { setOn, by, retired, reason, text, dueOn, units },
}: {
  change: ActionItemChange;
}) {
  return (
    <li className="py-0.5">
      {setOn} {by}
      {retired ? `停用：${reason}` : `：${text}`}
      {!retired && dueOn && `，${dueOn} 前`}
      {!retired && units.length > 0 && `，${units.map((unit) => unit.name).join("、")}`}
    </li>
  );
}
