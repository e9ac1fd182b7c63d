import "server-only";
import { adminCities } from "../accounts/reach";
import { recordEntry } from "../audit/commands";
import { shanghaiDate } from "../dates";
import { workbookPieces, XLSX } from "../ledgers/xlsx";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { readFirstSheet } from "../platform/workbook";
import { type Actor, may } from "../policy";
import {
  lockDirectory,
  overtaken,
  pair,
  reachMistake,
  said,
  touchPlans,
  unitOf,
  writeUnit,
} from "./commands";
import { type DirectoryRow, type DirectoryView, getDirectory } from "./queries";
import type { DirectoryUnit } from "./rules";
import type { ImportDirectoryInput, PreviewDirectoryInput } from "./schema";
import { compareSheet, directoryColumns, type SheetReading } from "./sheet";
import { FIELDS } from "./sheet-rows";

export type DirectoryPreview = SheetReading & {
  /** what is posted back to import it */
  rows: string;
  seal: string;
};

/** What a filled-in 名录 would change, and every mistake in it by its row; writes nothing. */
export async function previewDirectory(
  actor: Actor,
  input: PreviewDirectoryInput,
): Promise<DirectoryPreview> {
  const directory = await getDirectory(actor);
  const rows = await readFirstSheet(Buffer.from(input.file, "base64"));
  if (!rows) {
    const sentence =
      "读不出这个文件：请用“导出名录”得到的 .xlsx 填写，或在 Excel、WPS 中另存为 .xlsx 再选。";
    throw new Refusal("INVALID", sentence, { file: sentence });
  }
  const reading = readSheet(rows, directory, await adminCities(actor));
  return { ...reading, rows: JSON.stringify(rows), seal: directory.seal };
}

/** Writes what was previewed: every row or none; refused when the 名录 moved on meanwhile. */
export async function importDirectory(
  actor: Actor,
  input: ImportDirectoryInput,
  now: Date,
): Promise<{ created: number; changed: number }> {
  if (!may(actor, "unit.manage")) throw notFound();
  const rows = rowsOf(input.rows);
  const own = await adminCities(actor);
  return transact(async (tx) => {
    const directory = await lockDirectory(tx);
    if (directory.seal !== input.seal) throw overtaken();
    const { changes, errors } = readSheet(rows, directory, own);
    if (errors.length > 0) {
      throw new Refusal("INVALID", `文件还有 ${errors.length} 处错误，没有导入，请重新检查。`);
    }
    if (changes.length === 0) throw new Refusal("INVALID", "与现在的名录相同，无需导入。");
    await writeChanges(tx, actor, changes, directory, now);
    const created = changes.filter(({ kind }) => kind === "NEW").length;
    const beforeOf = (id: number | null) => directory.units.find((unit) => unit.id === id);
    await recordEntry(
      tx,
      actor,
      {
        action: "unit.import",
        subject: "unit",
        before: changes.flatMap(({ wanted }) => beforeOf(wanted.id) ?? []).map(kept),
        after: changes.map(({ wanted, order }) => ({ ...said(wanted), order })),
      },
      now,
    );
    await touchPlans(tx);
    return { created, changed: changes.length - created };
  }, "已有同名单位，没有导入，请刷新名录后重新选择文件。");
}

async function writeChanges(
  tx: Transaction,
  actor: Actor,
  changes: SheetReading["changes"],
  directory: DirectoryView,
  now: Date,
): Promise<void> {
  const last = Math.max(0, ...directory.units.map(({ order }) => order));
  const ids = new Map<string, number>(directory.units.map(({ name, id }) => [name, id]));
  // Names that change places are freed first.
  for (const { wanted } of changes) {
    if (wanted.id === null || unitOf(directory, wanted.id).name === wanted.name) continue;
    await tx.unit.update({ where: { id: wanted.id }, data: { name: `#${wanted.id}` } });
  }
  for (const [index, { wanted, order }] of changes.entries()) {
    const before: DirectoryRow | null = wanted.id === null ? null : unitOf(directory, wanted.id);
    const place = order ?? before?.order ?? last + 1 + index;
    const alone = { ...wanted, counterpartId: before?.counterpartId ?? null };
    ids.set(wanted.name, await writeUnit(tx, actor, alone, before, place, now));
  }
  // Pairs last: a counterpart may be a new unit of the same file.
  for (const { wanted, counterpart } of changes) {
    const id = ids.get(wanted.name);
    if (id !== undefined) await pair(tx, id, ids.get(counterpart) ?? null);
  }
}

/** The file against the 名录; an administrator of some cities changes nothing beyond them. */
function readSheet(rows: string[][], directory: DirectoryView, own: number[] | null): SheetReading {
  const gone = directory.units.flatMap(({ id, name, abolishedOn, successorId }) => {
    if (abolishedOn === null) return [];
    const successor = directory.units.find((unit) => unit.id === successorId)?.name;
    return [[id, `“${name}”已${successor ? `并入${successor}` : "撤销"}`] as const];
  });
  const reading = compareSheet(rows, unitsOf(directory), directory.cities, new Map(gone));
  const errors = reading.changes.flatMap(({ row, wanted }) => {
    const before = directory.units.find(({ id }) => id === wanted.id) ?? null;
    const mistake = reachMistake(directory, own, wanted, before);
    if (!mistake) return [];
    const column = mistake === "cityId" ? FIELDS.city : FIELDS.counterpart;
    return [{ row, column, sentence: "不在您负责的城市之内，请由负责的管理员修改。" }];
  });
  return errors.length === 0 ? reading : { ...reading, changes: [], errors };
}

function kept({ order, ...unit }: DirectoryUnit) {
  return { ...said(unit), order };
}

/** Those that stand: an abolished unit is no row of the file. */
function unitsOf(directory: DirectoryView): DirectoryRow[] {
  return directory.units.filter(({ abolishedOn }) => abolishedOn === null);
}

function rowsOf(text: string): string[][] {
  try {
    const rows: unknown = JSON.parse(text);
    if (Array.isArray(rows) && rows.every((row) => Array.isArray(row))) {
      return (rows as unknown[][]).map((row) => row.map(String));
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new Refusal("INVALID", "预览的内容不完整，请重新选择文件。");
}

/** 名录 as the file that is filled in and imported again; who took it is noted first. */
export async function exportDirectory(actor: Actor, now: Date) {
  const directory = await getDirectory(actor);
  const rows = unitsOf(directory);
  const entry = { action: "unit.export", subject: "unit", after: { rows: rows.length } };
  await transact((tx) => recordEntry(tx, actor, entry, now));
  const day = shanghaiDate(now);
  const sheet = {
    name: "责任单位名录",
    title: "责任单位名录",
    note: "改好后在“名录”页导入。编号不要改；新单位的编号留空；简称空着的按全称得出；别名用顿号隔开；不在表里的单位不变。",
    columns: directoryColumns(directory.cities, rows),
    rows,
  };
  return { name: `责任单位名录_${day}.xlsx`, type: XLSX, pieces: workbookPieces([sheet]) };
}
