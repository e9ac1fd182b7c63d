import {
  decideReply,
  issueDirective,
  replyToDirective,
  withdrawDirective,
} from "@/lib/directives/commands";
import {
  decideReplyInput,
  issueDirectiveInput,
  replyInput,
  withdrawDirectiveInput,
} from "@/lib/directives/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { at, unitNamed } from "./people";

/** What a leader's form would send; the directive's id. */
export async function issue(
  actor: Actor,
  day: string,
  part: Record<string, unknown> & { units?: string[] } = {},
): Promise<number> {
  const { units = ["济南市教育局"], ...rest } = part;
  const unitIds = await Promise.all(units.map(async (name) => (await unitNamed(name)).id));
  const input = issueDirectiveInput.parse({
    point: 20,
    text: "请补齐跟岗人选，并报送成效案例。",
    level: "NORMAL",
    dueOn: "2024-09-20",
    unitIds,
    ...rest,
  });
  return (await issueDirective(actor, input, at(day))).directiveId;
}

export async function reply(
  actor: Actor,
  directiveId: number,
  day: string,
  part: { unit?: string; seen?: number; text?: string } = {},
): Promise<number> {
  const { unit = "济南市教育局", seen = 0, text = "人选已补齐，案例随后报送。" } = part;
  const { id: unitId } = await unitNamed(unit);
  const input = replyInput.parse({ directiveId, unitId, seen, text });
  await replyToDirective(actor, input, at(day, "11:00:00"));
  const row = await db().directiveReply.findFirstOrThrow({
    where: { directiveId, unitId },
    orderBy: { version: "desc" },
  });
  return row.id;
}

export function accept(actor: Actor, replyId: number, day: string): Promise<void> {
  const input = decideReplyInput.parse({ replyId, decision: "ACCEPTED", opinion: "" });
  return decideReply(actor, input, at(day, "15:00:00"));
}

export function askAgain(
  actor: Actor,
  replyId: number,
  day: string,
  dueOn = "2024-09-27",
): Promise<void> {
  const input = decideReplyInput.parse({
    replyId,
    decision: "ASKED_AGAIN",
    opinion: "请写明到岗时间。",
    dueOn,
  });
  return decideReply(actor, input, at(day, "15:00:00"));
}

export function withdraw(actor: Actor, directiveId: number, day: string): Promise<void> {
  const input = withdrawDirectiveInput.parse({ directiveId, reason: "以调度会要求为准。" });
  return withdrawDirective(actor, input, at(day, "16:00:00"));
}
