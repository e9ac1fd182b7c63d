import type { FormState } from "@/lib/form-state";
import { month, monthDayTime } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { ReminderRow } from "@/lib/reminders/queries";
import { Link } from "../ui/link";
import { AnswerForm } from "./answer-form";

/** Nudges with their answers, newest first; a unit answers in place. */
export function ReminderList({
  reminders,
  answer,
}: {
  reminders: ReminderRow[];
  /** missing for who may not answer */
  answer: ((state: FormState, form: FormData) => Promise<FormState>) | undefined;
}) {
  return (
    <ol className="divide-y divide-line">
      {reminders.map((reminder) => (
        <li key={reminder.id} id={`reminder-${reminder.id}`} className="grid gap-1.5 py-3">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <strong>{reminder.unitName}</strong>
            <Link
              href={
                answer
                  ? paths.newUpdate(reminder.assignmentId, reminder.month)
                  : paths.point(reminder.pointNumber)
              }
              className="min-w-0 break-words text-accent underline underline-offset-2"
            >
              {reminder.pointNumber}. {reminder.pointTitle}
            </Link>
            <span className="text-ink-2 text-sm">{month(reminder.month)}进展</span>
            <span className="text-ink-2 text-sm">
              {reminder.times === reminder.ordinal
                ? `已催 ${reminder.times} 次`
                : `第 ${reminder.ordinal} 次，共催 ${reminder.times} 次`}
            </span>
          </p>
          <p className="break-words border-seal border-l-2 pl-3">{reminder.text}</p>
          <p className="text-ink-2 text-sm">
            {reminder.sentBy} · {monthDayTime(reminder.sentAt)}
          </p>
          <Answer reminder={reminder} answer={answer} />
        </li>
      ))}
    </ol>
  );
}

function Answer({
  reminder,
  answer,
}: {
  reminder: ReminderRow;
  answer: ((state: FormState, form: FormData) => Promise<FormState>) | undefined;
}) {
  if (reminder.answer !== null) {
    return (
      <div className="rounded-lg bg-sunken px-3 py-2">
        <p className="whitespace-pre-line break-words">{reminder.answer}</p>
        <p className="text-ink-2 text-sm">
          {reminder.unitName} {reminder.answeredBy}
          {reminder.answeredAt && ` · ${monthDayTime(reminder.answeredAt)}`}答复
        </p>
      </div>
    );
  }
  if (!answer) return <p className="font-semibold text-amber text-sm">尚未答复</p>;
  return <AnswerForm action={answer} reminderId={reminder.id} about={reminder.pointNumber} />;
}
