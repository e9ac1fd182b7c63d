import "server-only";
import { requireWithinCities } from "../accounts/reach";
import { findUnsigned, lockSigning } from "../accounts/signers";
import { recordEntry } from "../audit/commands";
import { month as monthName, quoted } from "../format";
import { notify } from "../notifications/commands";
import { paths } from "../paths";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type Desk, openDesk } from "../progress/desk";
import { keyOf, storeDraft } from "../progress/draft";
import { finished } from "../progress/hand-in";
import type { SubmitUpdateInput } from "../progress/schema";
import type { ArrangeSignOffInput, ReturnDraftInput } from "./schema";

/**
 * 送审签: the finished report stays a draft of the unit until somebody who signs off hands it in.
 * Checked as a submission is, so that nobody is asked to sign what could not leave.
 */
export async function askSignOff(
  actor: Actor,
  input: SubmitUpdateInput,
  now: Date,
): Promise<{ draftVersion: number }> {
  return transact(async (tx) => {
    const { desk, draft, merge } = await finished(tx, actor, input, now);
    if (!desk.requiresSignOff) {
      throw new Refusal("STALE", "本单位的进展不需审签，请直接提交。");
    }
    const version = desk.draftVersion + 1;
    await storeDraft(tx, actor, desk, draft, merge, version, now);
    await tx.draft.update({
      where: { assignmentId_periodId: keyOf(desk) },
      data: {
        signOffAskedById: actor.accountId,
        signOffDutyId: actor.accountId,
        signOffAskedAt: now,
        signOffNote: "",
      },
    });
    await notify(
      tx,
      actor,
      {
        to: await signersOf(tx, desk.unitId),
        kind: "SIGN_OFF",
        text: `${await pointOf(tx, desk)}${monthName(desk.period.month)}进展送请审签，${actor.post}（${actor.name}）报。`,
        path: paths.newUpdate(desk.assignmentId, desk.period.month),
        sameAs: `sign-off:${desk.assignmentId}:${desk.period.id}:${version}`,
      },
      now,
    );
    await recordEntry(
      tx,
      actor,
      {
        action: "sign-off.ask",
        subject: `assignment:${desk.assignmentId}`,
        after: { month: desk.period.month, draftVersion: version },
      },
      now,
    );
    return { draftVersion: version };
  });
}

/** Sends a draft that waits for 审签 back to who wrote it, with a word on what to change. */
export async function returnDraft(actor: Actor, input: ReturnDraftInput, now: Date): Promise<void> {
  await transact(async (tx) => {
    const desk = await openDesk(tx, actor, "draft.write", input, now);
    if (!desk.requiresSignOff || !actor.signsOff) throw notFound();
    const onDuty = await clearAsk(tx, desk, input.note);
    if (onDuty === null) throw new Refusal("STALE", "这份进展已不在审签中，请刷新查看。");
    await notify(
      tx,
      actor,
      {
        to: [onDuty],
        kind: "SIGN_OFF",
        text: `${await pointOf(tx, desk)}${monthName(desk.period.month)}进展审签退回：${input.note}`,
        path: paths.newUpdate(desk.assignmentId, desk.period.month),
        sameAs: `sign-off-returned:${desk.assignmentId}:${desk.period.id}:${now.toISOString()}`,
      },
      now,
    );
    await recordEntry(
      tx,
      actor,
      {
        action: "sign-off.return",
        subject: `assignment:${desk.assignmentId}`,
        after: { month: desk.period.month, note: input.note },
      },
      now,
    );
  });
}

/** Whether a unit's reports need 审签, and which of its accounts give it. */
export async function arrangeSignOff(
  actor: Actor,
  input: ArrangeSignOffInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "sign-off.arrange")) throw notFound();
  await requireWithinCities(actor, { unitId: input.unitId, cityId: null });
  await transact(async (tx) => {
    await lockSigning(tx, input.unitId);
    const unit = await tx.unit.findFirst({
      where: { id: input.unitId, kind: { not: "GROUP" } },
      include: { accounts: { where: { role: "STAFF", active: true } } },
    });
    if (!unit) throw notFound();
    const known = new Set(unit.accounts.map((account) => account.id));
    if (input.signers.some((id) => !known.has(id))) {
      throw new Refusal("STALE", "所选账号已停用或不属于本单位，请刷新后重新选择。");
    }
    await tx.unit.update({
      where: { id: unit.id },
      data: { requiresSignOff: input.required },
    });
    for (const { id } of unit.accounts) {
      const signsOff = input.signers.includes(id);
      await tx.account.update({ where: { id }, data: { signsOff } });
    }
    const before = unit.accounts.filter((account) => account.signsOff).map(({ id }) => id);
    const fewer = before.some((id) => !input.signers.includes(id));
    const [unsigned] = fewer ? await findUnsigned(tx, unit.id) : [];
    if (unsigned !== undefined) {
      const sentence = `${unsigned}的进展要求审签，却将没有审签人。请先为${unsigned}另行指定审签人，或取消其审签要求。`;
      throw new Refusal("INVALID", sentence, { signers: sentence });
    }
    await recordEntry(
      tx,
      actor,
      {
        action: "sign-off.arrange",
        subject: `unit:${unit.id}`,
        before: { required: unit.requiresSignOff, signers: before },
        after: { required: input.required, signers: input.signers },
      },
      now,
    );
  });
}

async function signersOf(tx: Transaction, unitId: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT acc.id FROM accounts acc JOIN units u ON u.id = ${unitId}
     WHERE acc.role = 'STAFF' AND acc.active AND acc.signs_off AND acc.unit_id IN (u.id, u.parent_id)`;
  return rows.map((row) => row.id);
}

/** 第 12 项“…”: which of the unit's points a message is about. */
async function pointOf(tx: Transaction, desk: Desk): Promise<string> {
  const { point } = await tx.assignment.findUniqueOrThrow({
    where: { id: desk.assignmentId },
    select: { point: { select: { number: true, title: true } } },
  });
  return `第 ${point.number} 项${quoted(point.title)}`;
}

/** Ends the asking; whose duty it is to answer (交接 moves it), or null when nobody had asked. */
async function clearAsk(tx: Transaction, desk: Desk, note: string): Promise<number | null> {
  const where = { assignmentId_periodId: keyOf(desk) };
  const select = { signOffAskedById: true, signOffDutyId: true };
  const draft = await tx.draft.findUnique({ where, select });
  if (!draft?.signOffAskedById) return null;
  await tx.draft.update({
    where,
    data: {
      signOffAskedById: null,
      signOffDutyId: null,
      signOffAskedAt: null,
      signOffNote: note,
    },
  });
  return draft.signOffDutyId ?? draft.signOffAskedById;
}
