import { expect, test } from "vitest";
import {
  decideReplyInput,
  issueDirectiveInput,
  replyInput,
  withdrawDirectiveInput,
} from "@/lib/directives/schema";
import { answerReminderInput, sendRemindersInput } from "@/lib/reminders/schema";

const FORMS = [
  ["批示内容", issueDirectiveInput, "text", 1_000],
  ["答复内容", replyInput, "text", 1_000],
  ["意见", decideReplyInput, "opinion", 500],
  ["撤回原因", withdrawDirectiveInput, "reason", 500],
  ["催办内容", sendRemindersInput, "text", 300],
  ["答复", answerReminderInput, "answer", 500],
] as const;

test.each(FORMS)(
  "%s: characters are counted as the page counts them, and one more is refused",
  (name, schema, field, most) => {
    const faultsOf = (text: string) =>
      (schema.safeParse({ [field]: text }).error?.issues ?? [])
        .filter(({ path }) => path[0] === field)
        .map(({ message }) => message);
    expect(faultsOf("长".repeat(most))).toEqual([]);
    expect(faultsOf("𠮷".repeat(most))).toEqual([]);
    expect(faultsOf(`${"长\r\n".repeat(most / 2 - 1)}长长`)).toEqual([]);
    for (const text of ["长".repeat(most + 1), "长".repeat(6_000)]) {
      expect(faultsOf(text)).toEqual([`${name}不超过 ${most} 个字，请精简。`]);
    }
  },
);
