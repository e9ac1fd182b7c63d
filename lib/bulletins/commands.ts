import "server-only";
import { recordEntry } from "../audit/commands";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { changedSections, personName, type Written, writtenNow } from "./queries";
import { sealOf } from "./rules";
import type {
  DiscardBulletinInput,
  IssueBulletinInput,
  RegenerateSectionInput,
  SaveHeadInput,
  SaveSectionInput,
} from "./schema";

/** Title, 主送 and 发文机关, by whoever saw their newest state. */
export async function saveHead(actor: Actor, input: SaveHeadInput, now: Date): Promise<void> {
  const { bulletinId, version, ...head } = input;
  await transact(async (tx) => {
    const bulletin = await lockDraft(tx, actor, bulletinId);
    if (bulletin.version !== version) throw overtaken("标题、主送或发文机关", bulletin.savedBy);
    await tx.bulletin.update({
      where: { id: bulletinId },
      data: {
        ...head,
        version: version + 1,
        savedById: actor.accountId,
        savedAt: now,
      },
    });
    const { title, recipients, issuingOffice } = bulletin;
    const before = { title, recipients, issuingOffice };
    await record(tx, actor, "bulletin.save", bulletinId, { before, after: head }, now);
  });
}

/** One section's text; other sections are not touched, so two people write on two of them at once. */
export async function saveSection(actor: Actor, input: SaveSectionInput, now: Date): Promise<void> {
  const { bulletinId, key, version, text } = input;
  await transact(async (tx) => {
    await lockDraft(tx, actor, bulletinId);
    await replace(tx, actor, { bulletinId, key, version, text }, now);
    const after = { sections: key, version: version + 1 };
    await record(tx, actor, "bulletin.save", bulletinId, { after }, now);
  });
}

/** Writes one section anew from the board of the bulletin's day, unless somebody changed it since it was seen. */
export async function regenerateSection(
  actor: Actor,
  { bulletinId, key, version }: RegenerateSectionInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const draft = await lockDraft(tx, actor, bulletinId);
    const section = (await writtenNow(actor, draft)).find((each) => each.key === key);
    if (!section) throw notFound();
    const { text, basis } = section;
    await replace(tx, actor, { bulletinId, key, version, text }, now);
    await tx.bulletinSection.update({
      where: { bulletinId_key: { bulletinId, key } },
      data: { basis, writtenVersion: version + 1 },
    });
    const after = { sections: key, version: version + 1 };
    await record(tx, actor, "bulletin.regenerate", bulletinId, { after }, now);
  });
}

/**
 * Writes every section anew whose figures have moved on; one that somebody has worded by hand keeps its
 * words, and is named so that they look it over. Headings of the one and the other.
 */
export async function refreshBulletin(
  actor: Actor,
  { bulletinId, seal }: IssueBulletinInput,
  now: Date,
): Promise<{ rewritten: string[]; kept: string[] }> {
  return transact(async (tx) => {
    const draft = await lockDraft(tx, actor, bulletinId);
    const sections = await tx.bulletinSection.findMany({
      where: { bulletinId },
      orderBy: { position: "asc" },
    });
    if (sealOf({ version: draft.version, sections }) !== seal) {
      throw new Refusal("STALE", "有人在您打开之后又改了内容，请刷新核对后再更新。");
    }
    const written = await writtenNow(actor, draft);
    const changed = changedSections(sections, written);
    for (const { key, version, writtenVersion } of changed) {
      const { text, basis } = written.find((section) => section.key === key) as Written;
      const data =
        version === writtenVersion
          ? { basis, text, version: version + 1, writtenVersion: version + 1 }
          : { basis };
      const where = { bulletinId_key: { bulletinId, key } };
      await tx.bulletinSection.update({
        where,
        data: { ...data, savedById: actor.accountId, savedAt: now },
      });
    }
    const named = (own: typeof changed) => own.map(({ heading }) => heading);
    const isOwn = (each: (typeof changed)[number]) => each.version === each.writtenVersion;
    const rewritten = named(changed.filter(isOwn));
    const kept = named(changed.filter((each) => !isOwn(each)));
    const after = { sections: rewritten.join("、"), kept: kept.join("、") };
    await record(tx, actor, "bulletin.refresh", bulletinId, { after }, now);
    return { rewritten, kept };
  });
}

/** Takes a draft away for good; what was issued stays. */
export async function discardBulletin(
  actor: Actor,
  { bulletinId }: DiscardBulletinInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const { title } = await lockDraft(tx, actor, bulletinId);
    await tx.bulletinSection.deleteMany({ where: { bulletinId } });
    await tx.bulletin.delete({ where: { id: bulletinId } });
    await record(tx, actor, "bulletin.discard", bulletinId, { before: { title } }, now);
  });
}

export type LockedDraft = {
  id: number;
  planId: number;
  kind: "MONTHLY" | "NOTICE";
  form: "FULL" | "BRIEF";
  title: string;
  recipients: string;
  issuingOffice: string;
  asOf: string;
  version: number;
  savedBy: string;
};

/** A draft of the plan in force, held until the transaction ends; NOT_FOUND for whoever may not write it. */
export async function lockDraft(tx: Transaction, actor: Actor, id: number): Promise<LockedDraft> {
  if (!may(actor, "bulletin.write") || !actor.plan) throw notFound();
  const [row] = await tx.$queryRaw<
    (LockedDraft & { number: number | null; name: string; post: string })[]
  >`
    SELECT b.id, b.plan_id AS "planId", b.kind::text AS kind, b.form::text AS form, b.title, b.recipients,
           b.issuing_office AS "issuingOffice", b.as_of::text AS "asOf", b.version, b.number, a.name, a.post
      FROM bulletins b JOIN accounts a ON a.id = b.saved_by_id
     WHERE b.id = ${id} AND b.plan_id = ${actor.plan.id} FOR UPDATE OF b`;
  if (!row) throw notFound();
  if (row.number !== null) {
    throw new Refusal("LOCKED", "这一期已经印发，不能再改。要改内容请另起草一期。");
  }
  return { ...row, savedBy: personName(row) };
}

async function replace(
  tx: Transaction,
  actor: Actor,
  { bulletinId, key, version, text }: SaveSectionInput,
  now: Date,
): Promise<void> {
  const { count } = await tx.bulletinSection.updateMany({
    where: { bulletinId, key, version },
    data: { text, version: version + 1, savedById: actor.accountId, savedAt: now },
  });
  if (count > 0) return;
  const section = await tx.bulletinSection.findUnique({
    where: { bulletinId_key: { bulletinId, key } },
    include: { savedBy: { select: { name: true, post: true } } },
  });
  if (!section) throw notFound();
  throw overtaken(`“${section.heading}”`, personName(section.savedBy));
}

/** Nothing is lost: the text of whoever comes second stays on their screen, the other's stands beside it. */
function overtaken(what: string, savedBy: string) {
  return new Refusal(
    "STALE",
    `${savedBy}在您打开之后改了${what}。您写的还在框里，请对照现在的内容，决定用哪一份。`,
  );
}

function record(
  tx: Transaction,
  actor: Actor,
  action: string,
  id: number,
  more: { before?: Record<string, string>; after?: Record<string, string | number> },
  now: Date,
): Promise<void> {
  return recordEntry(tx, actor, { action, subject: `bulletin:${id}`, ...more }, now);
}
