import "server-only";
import { adminCities } from "../accounts/reach";
import { recordEntry } from "../audit/commands";
import type { Line } from "../documents/lines";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { ImportContent, UnitDecision } from "./content";
import { mergePoint, removePoint, restorePoint, rewritePoint, setPoint } from "./edits";
import { knownUnits } from "./plan-as-it-is";
import type {
  DecideUnitsInput,
  DraftInput,
  PointInput,
  RewritePointInput,
  SetCitiesInput,
  SetHeadInput,
  SetPointInput,
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

async function edit(
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
  return edit(actor, input, now, (content) => ({ ...content, ...head }));
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
    const again = await read(tx, source as unknown as Line[], given);
    await tx.import.update({ where: { id }, data: { reading: again } });
    const { title, documentNumber, issuedOn, year, dueOn, target } = content;
    return { ...again, title, documentNumber, issuedOn, year, dueOn, target };
  });
}

export function setTarget(actor: Actor, input: SetTargetInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) => ({ ...content, target: input.target }));
}

/** 序号、章、时限、单位 of a point. */
export function setPointFields(actor: Actor, input: SetPointInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) => {
    const added = input.added
      .split(/[、，,；;\s]+/u)
      .filter((name) => name !== "" && !(name in input.roles))
      .map((name) => ({ name, role: input.addedRole }));
    const units = Object.entries(input.roles)
      .flatMap(([name, role]) => (role === "" ? [] : [{ name, role }]))
      .concat(added);
    const { number, chapter } = input;
    const dueOn = input.dueOn === "" ? null : input.dueOn;
    return attended(setPoint(content, input.point, { number, chapter, dueOn, units }), input.point);
  });
}

/** A point's text, read again; blank lines cut it into several. */
export function rewritePointText(actor: Actor, input: RewritePointInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) =>
    attended(rewritePoint(content, input.point, input.text), input.point),
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

/** Whoever set a point right has seen what was asked about it. */
function attended(content: ImportContent, point: string): ImportContent {
  const warnings = content.warnings.map((each) =>
    each.point === point ? { ...each, settled: true } : each,
  );
  return { ...content, warnings };
}

/** What the names of the notice stand for; those without a choice stay open. */
export function decideUnits(actor: Actor, input: DecideUnitsInput, now: Date): Promise<void> {
  return edit(actor, input, now, async (content, tx) => {
    const known = await knownUnits(tx);
    const units: Record<string, UnitDecision> = { ...content.units };
    for (const [name, choice] of Object.entries(input.choice)) {
      if (choice === "") delete units[name];
      else if (choice === "NEW") units[name] = newUnit(content, name, input);
      else if (known.some(({ id, end }) => id === choice && end === undefined))
        units[name] = { unitId: choice };
      else throw new Refusal("STALE", "所选的单位已不在名录里，请重新选择。");
    }
    return { ...content, units };
  });
}

function newUnit(
  content: ImportContent,
  name: string,
  { kind, city }: DecideUnitsInput,
): UnitDecision {
  const [ofKind, ofCity] = [kind[name], city[name] ?? ""];
  if (!ofKind) throw unclear(name, `请选择${name}的类别。`);
  if (ofCity !== "-" && !content.cities.some((each) => each.name === ofCity)) {
    throw unclear(name, `请选择${name}属于哪个城市；不属于这些城市的选“不属于以上城市”。`);
  }
  return { kind: ofKind, cityName: ofCity === "-" ? null : ofCity };
}

function unclear(name: string, sentence: string): Refusal {
  return new Refusal("INVALID", "有单位还没有说清楚，请按提示补上。", {
    [`choice.${name}`]: sentence,
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
