import { dueDay, month } from "@/lib/format";
import type { NudgeDesk } from "@/lib/reminders/queries";
import { NUDGE_STATES } from "./nudge-table";

/** Who will be told about which report; one nobody answers for is said so, and left out. */
export function RecipientList({ targets, today }: { targets: NudgeDesk["chosen"]; today: string }) {
  return (
    <ul className="divide-y divide-line">
      {targets.map(({ assignmentId, period, unit, point, state, times, recipients }) => (
        <li key={`${assignmentId}-${period.month}`} className="py-2">
          <p className="flex flex-wrap gap-x-3">
            <strong>{unit.name}</strong>
            <span className={`font-semibold ${NUDGE_STATES[state].tone}`}>
              {NUDGE_STATES[state].name}
            </span>
            {times > 0 && <span className="text-sm text-seal">已催 {times} 次</span>}
          </p>
          <p className="break-words text-ink-2 text-sm">
            {point.number}. {point.title}，{month(period.month)}进展，{dueDay(period.dueOn, today)}
            截止
          </p>
          {recipients.length > 0 ? (
            <p className="text-sm">收件人：{recipients.join("、")}</p>
          ) : (
            <p className="text-red text-sm">该单位没有可用的填报账号，不会发送，请联系管理员。</p>
          )}
        </li>
      ))}
    </ul>
  );
}
