import "server-only";
import { adminCities } from "../accounts/reach";
import { recordEntry } from "../audit/commands";
import type { Line } from "../documents/lines";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { answeredBefore, answeredSince } from "./answered";
import type { ImportContent } from "./content";
import { attended, mergePoint, removePoint, restorePoint } from "./edits";
import type {
  DraftInput,
  PointInput,
  SetCitiesInput,
  SetHeadInput,
  SetTargetInput,
  SettleWarningsInput,
} from "./schema";
import { chosenCities, read, within } from "./start";
import { toldEdit } from "./told";

export type DraftRow = { id: number; version: number; content: ImportContent };

/** Locks a draft as its editor saw it; Refusal when it is none any more, or somebody was faster. */
export async function lockDraft(
  tx: Transaction,
  actor: Actor,
  { importId, version }: DraftInput,
): Promise<DraftRow> {
  await tx.$executeRaw`SELECT 1 FROM imports WHERE id = ${importId} FOR UPDATE`;
  const row = await tx.import.findFirst({
    where: { id: importId, ...within(actor) },
    select: { id: true, version: true, content: true, state: true },
  });
  if (!row) throw notFound();
  if (row.state !== "DRAFT") {
    throw new Refusal("STALE", "这份导入已经发布或作废，不能再改，请刷新查看。");
  }
  if (row.version !== version) {
    throw new Refusal("STALE", "这份导入刚被他人修改，页面已显示最新内容，请核对后再改。");
  }
  return { id: row.id, version, content: row.content as unknown as ImportContent };
}

/** One edit of a draft as its editor saw it. */
export async function edit(
  actor: Actor,
  input: DraftInput,
  now: Date,
  change: (
    content: ImportContent,
    tx: Transaction,
    row: DraftRow,
  ) => Promise<ImportContent> | ImportContent,
): Promise<void> {
  if (!may(actor, "plan.import")) throw notFound();
  await transact(async (tx) => {
    const row = await lockDraft(tx, actor, input);
    const content = await change(row.content, tx, row);
    await tx.import.update({
      where: { id: row.id },
      data: {
        content,
        title: content.title,
        documentNumber: content.documentNumber,
        version: { increment: 1 },
      },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: "import.edit",
        subject: `import:${row.id}`,
        before: { draftVersion: row.version },
        after: { draftVersion: row.version + 1, ...toldEdit(row.content, content) },
      },
      now,
    );
  });
}

/** 标题、字号、日期、年度 set right. */
export function setHead(actor: Actor, input: SetHeadInput, now: Date): Promise<void> {
  const { importId: _, version: __, ...head } = input;
  return edit(actor, input, now, (content, tx, { id }) =>
    answeredSince(tx, actor, id, content, { ...content, ...head }),
  );
}

/** Other cities: the whole text is read again, and edits of points begin anew. */
export async function setCities(actor: Actor, input: SetCitiesInput, now: Date): Promise<void> {
  const own = await adminCities(actor);
  return edit(actor, input, now, async (content, tx, { id }) => {
    const given = await chosenCities(tx, own, input);
    if (given.length === 0) throw new Refusal("INVALID", "请至少选择或填写一个城市。");
    const { source } = await tx.import.findUniqueOrThrow({
      where: { id },
      select: { source: true },
    });
    const { title, documentNumber, issuedOn, year, dueOn, target } = content;
    const head = { title, documentNumber, issuedOn, year, dueOn, target };
    const reading = await read(tx, source as unknown as Line[], given);
    const again = await answeredBefore(tx, actor, { ...reading, ...head });
    const { chapters, removed, warnings } = again;
    const asRead = { ...reading, chapters, removed, warnings };
    await tx.import.update({ where: { id }, data: { reading: asRead } });
    return again;
  });
}

export function setTarget(actor: Actor, input: SetTargetInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content, tx, { id }) =>
    answeredSince(tx, actor, id, content, { ...content, target: input.target }),
  );
}

export function mergePointUp(actor: Actor, input: PointInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) =>
    attended(mergePoint(content, input.point), input.point),
  );
}

export function takePointOut(actor: Actor, input: PointInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) =>
    attended(removePoint(content, input.point), input.point),
  );
}

export function putPointBack(actor: Actor, input: PointInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) => {
    const restored = restorePoint(content, input.point);
    if (restored !== content) return restored;
    throw new Refusal("INVALID", "这一项的文字已经并入别的要点，请编辑那一项，空一行分开。");
  });
}

export function settleWarnings(actor: Actor, input: SettleWarningsInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) => ({
    ...content,
    warnings: content.warnings.map((each) =>
      input.keys.includes(each.key) ? { ...each, settled: true } : each,
    ),
  }));
}

/** 作废: the draft stays on record and is worked on no more. */
export async function discardImport(actor: Actor, input: DraftInput, now: Date): Promise<void> {
  if (!may(actor, "plan.import")) throw notFound();
  await transact(async (tx) => {
    const { id, content } = await lockDraft(tx, actor, input);
    await tx.import.update({
      where: { id },
      data: { state: "DISCARDED", endedById: actor.accountId, endedAt: now },
    });
    const { title, documentNumber } = content;
    const change = {
      before: { title, documentNumber, state: "DRAFT" },
      after: { state: "DISCARDED" },
    };
    await recordEntry(
      tx,
      actor,
      { action: "import.discard", subject: `import:${id}`, ...change },
      now,
    );
  });
}
