import "server-only";
import { createHash } from "node:crypto";
import { adminCities, holdsCity } from "../accounts/reach";
import { recordEntry } from "../audit/commands";
import { numbersOf } from "../documents/commands";
import type { Line } from "../documents/lines";
import { linesApart, readingApart } from "../documents/thread";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { City } from "../units/rules";
import { answeredBefore } from "./answered";
import { contentOf, type ImportContent } from "./content";
import {
  MOST_CHARACTERS,
  MOST_FILE_MB,
  type StartAgainInput,
  type StartImportInput,
  TOO_BIG,
} from "./schema";

/** Reads a file or a pasted text and keeps what was read as a draft; nothing of it is in force. */
export async function startImport(
  actor: Actor,
  input: StartImportInput,
  now: Date,
): Promise<{ importId: number }> {
  if (!may(actor, "plan.import")) throw notFound();
  const { file } = input;
  if (!file && input.text.trim() === "") {
    throw new Refusal("INVALID", "请选择文件，或粘贴通知的文字。");
  }
  const fileName = file?.name ?? "";
  const bytes = file?.bytes ?? new TextEncoder().encode(input.text);
  if (bytes.length > MOST_FILE_MB << 20) throw new Refusal("INVALID", TOO_BIG);
  const source = await linesApart(file?.name ?? "粘贴的文字.txt", bytes);
  const characters = source.reduce((sum, line) => sum + line.text.length, 0);
  if (characters > MOST_CHARACTERS) {
    throw new Refusal(
      "INVALID",
      `共有 ${Math.ceil(characters / 10_000)} 万字，一份通知不会超过 ${MOST_CHARACTERS / 10_000} 万字；请只留下通知和要点，去掉别的内容再试。`,
    );
  }
  const own = await adminCities(actor);
  return transact(async (tx) => {
    const given = await chosenCities(tx, own, input);
    const content = await answeredBefore(tx, actor, await read(tx, source, given));
    const leftOut = content.removed.length;
    const { id } = await tx.import.create({
      data: {
        ...asRead(fileName, bytes, source, content),
        createdById: actor.accountId,
        createdAt: now,
        demonstration: actor.demonstration,
      },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: "import.start",
        subject: `import:${id}`,
        after: {
          ...{ fileName, title: content.title, documentNumber: content.documentNumber },
          ...(leftOut > 0 ? { leftOut } : {}),
        },
      },
      now,
    );
    return { importId: id };
  });
}

/** 重新开始: a new draft of an import that was undone or given up, with everything that was answered and edited. */
export async function startAgain(
  actor: Actor,
  { importId: from }: StartAgainInput,
  now: Date,
): Promise<{ importId: number }> {
  if (!may(actor, "plan.import")) throw notFound();
  return transact(async (tx) => {
    const row = await tx.import.findFirst({ where: { id: from, ...within(actor) } });
    if (!row) throw notFound();
    if (row.state !== "UNDONE" && row.state !== "DISCARDED") {
      throw new Refusal("STALE", "这份导入没有撤销或作废，请刷新查看。");
    }
    const { fileName, sha256, title, documentNumber } = row;
    const { source, reading, content } = row as unknown as Record<string, object>;
    const { id } = await tx.import.create({
      data: {
        ...{ fileName, sha256, title, documentNumber },
        ...{ source: source ?? [], reading: reading ?? {}, content: content ?? {} },
        createdById: actor.accountId,
        createdAt: now,
        demonstration: actor.demonstration,
      },
    });
    const after = { fileName, title, documentNumber, from };
    const entry = { action: "import.start" as const, subject: `import:${id}`, after };
    await recordEntry(tx, actor, entry, now);
    return { importId: id };
  });
}

/** What an import keeps of a file and of what was made of it, until it is edited. */
export function asRead(
  fileName: string,
  bytes: Uint8Array,
  source: readonly Line[],
  content: ImportContent,
) {
  return {
    fileName,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    source: source as object[],
    reading: content,
    content,
    title: content.title,
    documentNumber: content.documentNumber,
  };
}

/** Of a portal that several pairs of cities share: one's own drafts, and imports of plans within reach. */
export function within({ planIds, accountId }: Pick<Actor, "planIds" | "accountId">) {
  return planIds === null ? {} : { OR: [{ createdById: accountId }, { planId: { in: planIds } }] };
}

/** What the reader makes of lines, for the cities given or those the notice names. */
export async function read(
  tx: Transaction,
  source: readonly Line[],
  given: readonly City[],
): Promise<ImportContent> {
  const known = await tx.city.findMany({ select: { name: true, shortName: true } });
  return contentOf(await readingApart(source, known, given), numbersOf);
}

/**
 * Cities that are there, and new ones by their names; a name that is there is that city. An
 * administrator of some cities chooses among `own`.
 */
export async function chosenCities(
  tx: Transaction,
  own: number[] | null,
  { cityIds, newCities }: { cityIds: number[]; newCities: string[] },
): Promise<City[]> {
  if (cityIds.some((id) => !holdsCity(own, id))) throw notFound();
  const rows = await tx.city.findMany({
    orderBy: { displayOrder: "asc" },
    select: { id: true, name: true, shortName: true },
  });
  const chosen = rows.filter(({ id }) => cityIds.includes(id));
  const named = newCities.map(
    (name) =>
      rows.find((city) => city.name === name || city.shortName === name) ?? {
        name,
        shortName: shortName(name),
      },
  );
  const all = [...chosen, ...named].map(({ name, shortName: short }) => ({
    name,
    shortName: short,
  }));
  await refuseBeyond(
    tx,
    own,
    all.map(({ name }) => name),
  );
  return all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at);
}

/** Refuses cities beyond an administrator's `own`, new ones among them. */
export async function refuseBeyond(
  tx: Transaction,
  own: number[] | null,
  names: readonly string[],
): Promise<void> {
  if (own === null) return;
  const rows = await tx.city.findMany({ where: { id: { in: own } }, select: { name: true } });
  const beyond = names.filter((each) => !rows.some(({ name }) => name === each));
  if (beyond.length === 0) return;
  throw new Refusal(
    "FORBIDDEN",
    `${[...new Set(beyond)].join("、")}不在您负责的城市之内，请由负责的管理员导入。`,
  );
}

const shortName = (name: string) =>
  name.replace(/(?<=..)(?:(?:.{1,6}族)*自治[州县区]|市|地区|盟|州|省|县|区|旗)$/u, "");
