import "server-only";
import { createHash } from "node:crypto";
import { recordEntry } from "../audit/commands";
import { getBoard } from "../dashboards/queries";
import { pointRows } from "../dashboards/rows";
import { shanghaiDate, toDbDate } from "../dates";
import { BULLETIN_KIND_NAMES } from "../glossary";
import { db, type Transaction, transact } from "../platform/db";
import { env } from "../platform/env";
import { log } from "../platform/log";
import { notFound, Refusal } from "../platform/refusal";
import { newStorageKey, storage } from "../platform/storage";
import { receive } from "../platform/storage-incoming";
import type { Actor } from "../policy";
import { lockDraft } from "./commands";
import { bulletinFile } from "./docx";
import { DOCX, fileName } from "./docx-paragraphs";
import { changedSections, getBulletin, writtenNow } from "./queries";
import { sealOf } from "./rules";
import type { IssueBulletinInput } from "./schema";

/**
 * 印发: gives the next number of its kind and freezes the file. The bytes stand in storage before
 * the row names them; those of an issue that did not come about are taken away again.
 */
export async function issueBulletin(
  actor: Actor,
  { bulletinId, seal }: IssueBulletinInput,
  now: Date,
): Promise<number> {
  const key = newStorageKey();
  const issuedOn = shanghaiDate(now);
  try {
    return await transact(async (tx) => {
      const draft = await lockDraft(tx, actor, bulletinId);
      const sections = await tx.bulletinSection.findMany({
        where: { bulletinId },
        orderBy: { position: "asc" },
      });
      if (sealOf({ version: draft.version, sections }) !== seal) {
        throw new Refusal("STALE", "有人在您打开之后又改了内容，请刷新核对后再印发。");
      }
      const empty = sections.find(({ text }) => text.trim() === "");
      if (empty) throw new Refusal("INVALID", `“${empty.heading}”还没有内容，请填写后再印发。`);
      if (draft.issuingOffice === "") {
        throw new Refusal("INVALID", "还没有发文机关，请在“标题、主送和发文机关”里填写后再印发。");
      }
      const changed = changedSections(sections, await writtenNow(actor, draft));
      if (changed.length > 0) throw new Refusal("STALE", movedOn(changed));
      const number = await nextNumber(tx, draft.planId, draft.kind);
      const text = { ...draft, sections, issue: { number, issuedOn } };
      const { name, bytes } = await render(actor, text);
      const { size, sha256 } = await keep(key, bytes);
      await tx.bulletin.update({
        where: { id: bulletinId },
        data: {
          number,
          issuedById: actor.accountId,
          issuedAt: now,
          issuedOn: toDbDate(issuedOn),
          fileName: name,
          size,
          sha256,
          storageKey: key,
        },
      });
      const after = { number, title: draft.title, fileName: name, size, sha256 };
      const before = { title: draft.title, state: "DRAFT" };
      const subject = `bulletin:${bulletinId}`;
      const entry = { action: "bulletin.issue", subject, before, after };
      await recordEntry(tx, actor, entry, now);
      return number;
    }, "这一期号刚被另一份占用，请再点一次印发。");
  } catch (error) {
    await (await storage()).remove(key).catch((reason: unknown) => {
      log().warn({ key, error: String(reason) }, "bytes of a bulletin without a row stay behind");
    });
    throw error;
  }
}

/** Why texts of one moment are not issued with the 附件 of another. */
function movedOn(changed: { heading: string }[]): string {
  const names = changed.slice(0, 3).map(({ heading }) => `“${heading}”`);
  const more = changed.length > 3 ? `等${changed.length}节` : "";
  return `起草以后又有进展通过审核或情况变化，${names.join("")}${more}的数据已经不同，与附件台账对不上。请先点“按现在的数据更新”，核对后再印发。`;
}

export type BulletinFile = { name: string; type: string; pieces: Uint8Array[] };

/** The file of a bulletin: what was issued, byte for byte, or a draft as it stands. Noted in the audit log. */
export async function exportBulletin(actor: Actor, id: number, now: Date): Promise<BulletinFile> {
  const view = await getBulletin(actor, id);
  const { name, bytes } = view.issue
    ? { name: view.issue.fileName, bytes: await issuedBytes(id, view.issue.sha256) }
    : await render(actor, { ...view, issue: null });
  const after = { fileName: name, size: bytes.byteLength };
  const entry = { action: "bulletin.export", subject: `bulletin:${id}`, after };
  await transact((tx) => recordEntry(tx, actor, entry, now));
  return { name, type: DOCX, pieces: [bytes] };
}

type Text = {
  kind: "MONTHLY" | "NOTICE";
  title: string;
  recipients: string;
  issuingOffice: string;
  asOf: string;
  sections: { key: string; heading: string; text: string }[];
  issue: { number: number; issuedOn: string } | null;
};

async function render(actor: Actor, text: Text): Promise<{ name: string; bytes: Uint8Array }> {
  const board = await getBoard(actor, text.asOf);
  const bytes = await bulletinFile({
    ...text,
    year: board.plan.year,
    cities: board.cities,
    rows: pointRows(board),
    demonstration: actor.plan?.demonstration === true,
  });
  const kind = BULLETIN_KIND_NAMES[text.kind];
  const part = text.issue ? `${board.plan.year}年第${text.issue.number}期` : "草稿";
  return { name: fileName([text.title, `${kind}${part}`, `截至${text.asOf}`]), bytes };
}

async function keep(key: string, bytes: Uint8Array): Promise<{ size: number; sha256: string }> {
  const body = new Blob([new Uint8Array(bytes)]).stream();
  const incoming = await receive(env().DATA_DIR, body, bytes.byteLength, notFound);
  try {
    await (await storage()).keep(key, incoming);
  } finally {
    await incoming.discard();
  }
  return { size: incoming.size, sha256: incoming.sha256 };
}

/** Numbers of a plan and kind follow one another: the second of two issues waits for the first. */
async function nextNumber(tx: Transaction, planId: number, kind: Text["kind"]): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, ${planId}::int)`;
  const { _max } = await tx.bulletin.aggregate({ where: { planId, kind }, _max: { number: true } });
  return (_max.number ?? 0) + 1;
}

const LOCK = 20241122;

async function issuedBytes(id: number, sha256: string): Promise<Uint8Array> {
  const row = await db().bulletin.findUnique({ where: { id }, select: { storageKey: true } });
  const stream = row?.storageKey ? await (await storage()).read(row.storageKey) : null;
  const pieces: Buffer[] = [];
  for await (const piece of stream ?? []) pieces.push(Buffer.from(piece as Uint8Array));
  const bytes = Buffer.concat(pieces);
  if (createHash("sha256").update(bytes).digest("hex") !== sha256) {
    log().error(
      { bulletin: id },
      "the file of an issued bulletin is missing or not what was issued",
    );
    throw new Refusal(
      "INVALID",
      "这一期的文件与印发时的校验值不符，暂不能下载，请联系管理员从备份恢复。",
    );
  }
  return bytes;
}
