import type { FormState } from "@/lib/form-state";
import { monthDayTime } from "@/lib/format";
import { NOTIFICATION_KIND_NAMES } from "@/lib/glossary";
import type { MessageRow } from "@/lib/notifications/queries";
import type { NotificationKind } from "@/prisma/generated/enums";
import { MarkReadForm } from "./mark-read-form";

const TONES: Partial<Record<NotificationKind, string>> = {
  OVERDUE: "text-red",
  RETURNED: "text-red",
  DUE: "text-amber",
  NUDGED: "text-seal",
  APPROVED: "text-green",
};

/** Newest first; what is not read stands out by weight, a dot and a word. */
export function MessageList({
  messages,
  markRead,
  open,
}: {
  messages: MessageRow[];
  markRead: (state: FormState, form: FormData) => Promise<FormState>;
  /** opening marks it read, so it is a form and not a link */
  open: (form: FormData) => Promise<void>;
}) {
  return (
    <ol className="grid gap-1">
      {messages.map((message) => (
        <li
          key={message.id}
          className="grid grid-cols-[0.625rem_minmax(0,1fr)] items-start gap-x-2 rounded-lg px-2 py-2 hover:bg-sunken sm:grid-cols-[0.625rem_minmax(0,1fr)_auto]"
        >
          <span className="pt-2">
            {message.readAt === null && (
              <>
                <span aria-hidden="true" className="block size-2 rounded-full bg-red-fill" />
                <span className="sr-only">未读</span>
              </>
            )}
          </span>
          <form action={open} className="min-w-0">
            <input type="hidden" name="id" value={message.id} />
            <button type="submit" className="block w-full text-left">
              <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
                <span className={`font-semibold ${TONES[message.kind] ?? "text-accent"}`}>
                  {NOTIFICATION_KIND_NAMES[message.kind]}
                </span>
                <span className="text-ink-2">{monthDayTime(message.createdAt)}</span>
              </span>
              <span
                className={`block break-words ${message.readAt === null ? "font-semibold" : "text-ink-2"}`}
              >
                {message.text}
              </span>
            </button>
          </form>
          {message.readAt === null && (
            <span className="max-sm:-ml-3.5 max-sm:col-start-2">
              <MarkReadForm action={markRead} id={message.id} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
