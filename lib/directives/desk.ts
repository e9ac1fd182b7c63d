import "server-only";
import type { DirectiveLevel, ReplyDecision } from "../../prisma/generated/enums";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { mailAtOnce } from "../deliveries/commands";
import { chineseNumeral } from "../format";
import { paths } from "../paths";
import { Prisma, type Transaction } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { type OrderFacts, orderSql } from "./queries";
import { orderName } from "./rules";
import type { IssueDirectiveInput } from "./schema";

/** What a directive is to be on, and the units that may be addressed. */
export type Place = {
  planId: number;
  pointId: number | null;
  chapterId: number | null;
  unitId: number | null;
  /** 第 15 项, 第三章, 临沂市教育局 */
  title: string;
  units: { id: number; name: string; cityId: number | null }[];
};

/** Reads it as of today; groups answer through their members and are not among the units. */
export async function findPlace(
  tx: Transaction,
  { plan }: Pick<Actor, "plan">,
  target: Pick<IssueDirectiveInput, "point" | "chapter" | "unit">,
  today: IsoDate,
): Promise<Place> {
  const day = toDbDate(today);
  const { point = null, chapter = null, unit = null } = target;
  const [row] = await tx.$queryRaw<(Omit<Place, "title"> & Named)[]>`
    SELECT p.id AS "planId", wp.id AS "pointId", ch.id AS "chapterId", target.id AS "unitId",
           wp.number AS point, ch.number AS chapter, target.name AS unit,
           (SELECT coalesce(json_agg(json_build_object('id', u.id, 'name', u.name,
                     'cityId', u.city_id) ORDER BY u.official_order), '[]')
              FROM units u
             WHERE u.kind <> 'GROUP'
               AND (u.id = target.id OR EXISTS (
                 SELECT 1 FROM assignments a JOIN work_points own ON own.id = a.point_id
                   JOIN assignment_terms t ON t.assignment_id = a.id AND t.starts_on <= ${day}
                    AND (t.ends_on IS NULL OR t.ends_on > ${day})
                  WHERE a.unit_id = u.id AND (own.id = wp.id OR own.chapter_id = ch.id)))) AS units
      FROM (SELECT coalesce(${plan?.id ?? null}::int, plan_in_force(NULL, NULL, ${day})) AS id) p
      LEFT JOIN work_points wp ON wp.plan_id = p.id AND wp.number = ${point}::int
       AND wp.removed_on IS NULL
      LEFT JOIN chapters ch ON ch.plan_id = p.id AND ch.number = ${chapter}::int
       AND ch.removed_on IS NULL
      LEFT JOIN units target ON target.id = ${unit}::int AND target.kind <> 'GROUP'
       AND EXISTS (
         SELECT 1 FROM assignments a
           JOIN assignment_terms t ON t.assignment_id = a.id AND t.starts_on <= ${day}
            AND (t.ends_on IS NULL OR t.ends_on > ${day})
          WHERE a.unit_id = target.id AND a.plan_id = p.id)
     WHERE num_nonnulls(wp.id, ch.id, target.id) = 1
       AND num_nonnulls(${point}::int, ${chapter}::int, ${unit}::int) = 1`;
  if (!row) throw notFound();
  return { ...row, title: titleOf(row) };
}

/** What a directive is on: exactly one of them is not null. */
type Named = { point: number | null; chapter: number | null; unit: string | null };

function titleOf({ point, chapter, unit }: Named): string {
  if (point !== null) return `第 ${point} 项`;
  return chapter !== null ? `第${chineseNumeral(chapter)}章` : (unit ?? "");
}

/** A directive under its lock, with the standing of one of its units where that is asked for. */
export type Desk = {
  id: number;
  planId: number;
  title: string;
  level: DirectiveLevel;
  dueOn: IsoDate;
  issuedById: number;
  withdrawn: boolean;
  /** of a 督办单 */
  order: OrderFacts | null;
  units: {
    id: number;
    name: string;
    cityId: number | null;
    replies: {
      id: number;
      version: number;
      decision: { decision: ReplyDecision; dueOn: IsoDate | null } | null;
    }[];
  }[];
};

/** Locks a directive until the transaction ends, so that replies and decisions come one after the other. */
export async function lockDirective(tx: Transaction, id: number): Promise<Desk> {
  await tx.$executeRaw`SELECT 1 FROM directives WHERE id = ${id} FOR UPDATE`;
  const [row] = await tx.$queryRaw<(Omit<Desk, "title"> & Named)[]>`
    SELECT d.id, d.plan_id AS "planId", d.level, to_char(d.due_on, 'YYYY-MM-DD') AS "dueOn",
           d.issued_by_id AS "issuedById", d.withdrawn_on IS NOT NULL AS withdrawn,
           ${orderSql(Prisma.sql`d.id`)} AS "order",
           (SELECT number FROM work_points WHERE id = d.point_id) AS point,
           (SELECT number FROM chapters WHERE id = d.chapter_id) AS chapter,
           (SELECT name FROM units WHERE id = d.unit_id) AS unit,
           (SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'cityId', u.city_id,
                     'replies', (SELECT coalesce(json_agg(json_build_object('id', r.id,
                           'version', r.version, 'decision',
                           CASE WHEN dd.id IS NOT NULL THEN json_build_object(
                             'decision', dd.decision, 'dueOn', dd.due_on) END)
                           ORDER BY r.version), '[]')
                         FROM directive_replies r LEFT JOIN directive_decisions dd ON dd.reply_id = r.id
                        WHERE r.directive_id = d.id AND r.unit_id = u.id)) ORDER BY u.official_order)
              FROM directive_units du JOIN units u ON u.id = du.unit_id
             WHERE du.directive_id = d.id) AS units
      FROM directives d WHERE d.id = ${id}`;
  if (!row) throw notFound();
  return { ...row, title: titleOf(row) };
}

export function refuseWithdrawn(desk: Desk): void {
  if (!desk.withdrawn) return;
  const { noun, author } = matterOf(desk);
  throw new Refusal("LOCKED", `这份${noun}已由${author}撤回，请刷新查看撤回原因。`);
}

/** What a desk is about, 批示 or 督办单: its names, its place, and what has to be allowed. */
export function matterOf({ id, title, order, units }: Desk) {
  // On a unit, which alone is addressed: 临沂市教育局的批示 would be one that it issued.
  const own = units.some(({ name }) => name === title);
  return order
    ? ({
        kind: "order",
        noun: "督办单",
        author: "发出单位",
        /** in a sentence */
        about: `${title}的督办单${orderName(order)}`,
        /** in a sentence that begins with the unit */
        mine: `${title}的督办单${orderName(order)}`,
        path: paths.order(id),
        accept: "order.accept",
        withdraw: "order.withdraw",
        news: { asked: "ORDER", answered: "ORDER_REPLY" },
      } as const)
    : ({
        kind: "directive",
        noun: "批示",
        author: "批示人",
        about: own ? `对${title}的批示` : `${title}的批示`,
        mine: own ? "对本单位的批示" : `${title}的批示`,
        path: paths.directive(id),
        accept: "directive.accept",
        withdraw: "directive.withdraw",
        news: { asked: "DIRECTIVE", answered: "DIRECTIVE_REPLY" },
      } as const);
}

/** What a unit has to do, or no longer has to, reaches it by mail at once, as a returned report does. */
export function mailUnits(
  tx: Transaction,
  message: { to: number[]; sameAs: string; text: string; path: string },
  what: string,
  now: Date,
): Promise<void> {
  const { sameAs } = message;
  return mailAtOnce(tx, { ...message, about: sameAs, subject: `对口合作督办：${what}` }, now);
}

/** Writes a directive and the units it is addressed to; its id. */
export async function insertDirective(
  tx: Transaction,
  actor: Actor,
  place: Pick<Place, "planId" | "pointId" | "chapterId" | "unitId">,
  what: { text: string; level: DirectiveLevel; dueOn: IsoDate; unitIds: number[] },
  now: Date,
): Promise<number> {
  const { planId, pointId, chapterId, unitId } = place;
  const { id } = await tx.directive.create({
    data: {
      planId,
      pointId,
      chapterId,
      unitId,
      text: what.text,
      level: what.level,
      dueOn: toDbDate(what.dueOn),
      issuedById: actor.accountId,
      issuedAt: now,
      issuedOn: toDbDate(shanghaiDate(now)),
      demonstration: actor.demonstration,
      units: { create: what.unitIds.map((addressed) => ({ unitId: addressed })) },
    },
  });
  return id;
}

/** A message is one line; the whole stands where it leads. */
export function brief(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return [...line].length > 60 ? `${[...line].slice(0, 60).join("")}…` : line;
}

/** Who is told for these units: every active account of them, or of the unit above. */
export async function staffOfUnits(tx: Transaction, unitIds: number[]): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT a.id FROM accounts a
      JOIN units u ON u.id = ANY(${unitIds}) AND a.unit_id IN (u.id, u.parent_id)
     WHERE a.role = 'STAFF' AND a.active ORDER BY a.id`;
  return rows.map(({ id }) => id);
}
