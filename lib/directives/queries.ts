import "server-only";
import type { DirectiveLevel, OrderGrade, ReplyDecision } from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";
import type { EvidenceView } from "../evidence/queries";
import { db, Prisma } from "../platform/db";
import { type Actor, mayEver } from "../policy";

export type ReadStamp = { accountId: number; post: string; readOn: IsoDate; readAt: string };

export type Reply = {
  id: number;
  version: number;
  text: string;
  author: string;
  repliedOn: IsoDate;
  repliedAt: string;
  evidence: { id: number; name: string; version: number; kind: string; size: number }[];
  decision: {
    decision: ReplyDecision;
    opinion: string;
    dueOn: IsoDate | null;
    decider: string;
    decidedOn: IsoDate;
    decidedAt: string;
  } | null;
  /** 已阅 */
  readMarks: ReadStamp[];
};

/** What makes a directive a 督办单. */
export type OrderFacts = {
  grade: OrderGrade;
  /** of the plan, which the number names */
  year: number;
  number: number;
  cityId: number;
  /** of the side: 1 for its first */
  ordinal: number;
  /** 事由, as it was on the day of issue */
  reason: string;
};

/** A directive, or with an order beside it a 督办单, as it stood at the end of a day. */
export type Directive = {
  id: number;
  /** exactly one of the three */
  pointId: number | null;
  chapterId: number | null;
  unitId: number | null;
  unitName: string | null;
  text: string;
  level: DirectiveLevel;
  dueOn: IsoDate;
  issuedById: number;
  issuedBy: string;
  issuedOn: IsoDate;
  issuedAt: string;
  withdrawnOn: IsoDate | null;
  withdrawReason: string | null;
  order: OrderFacts | null;
  units: {
    id: number;
    name: string;
    shortName: string;
    cityId: number | null;
    /** in the order they were given */
    replies: Reply[];
  }[];
};

/** Every directive of a plan as of a day, the newest first, as one JSON value; part of the board's statement. */
export function directivesSql(planId: number, day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    (SELECT coalesce(json_agg(json_build_object('id', d.id, 'pointId', d.point_id,
              'chapterId', d.chapter_id, 'unitId', d.unit_id,
              'unitName', (SELECT unit_name_on(u, ${day}) FROM units u WHERE u.id = d.unit_id),
              'text', d.text, 'level', d.level, 'dueOn', d.due_on, 'issuedById', d.issued_by_id,
              'issuedBy', seat_on(d.issued_by_id, d.issued_on),
              'issuedOn', d.issued_on, 'issuedAt', d.issued_at,
              'withdrawnOn', CASE WHEN d.withdrawn_on <= ${day} THEN d.withdrawn_on END,
              'withdrawReason', CASE WHEN d.withdrawn_on <= ${day} THEN d.withdraw_reason END,
              'order', ${orderSql(Prisma.sql`d.id`)},
              'units', (
                SELECT json_agg(json_build_object('id', u.id, 'name', unit_name_on(u, ${day}),
                         'shortName', unit_short_name_on(u, ${day}), 'cityId', u.city_id, 'replies', (
                           SELECT coalesce(json_agg(${replySql(day)} ORDER BY r.version), '[]')
                             FROM directive_replies r
                             LEFT JOIN directive_decisions dd ON dd.reply_id = r.id AND dd.decided_on <= ${day}
                            WHERE r.directive_id = d.id AND r.unit_id = u.id AND r.replied_on <= ${day}))
                         ORDER BY u.official_order)
                  FROM directive_units du JOIN units u ON u.id = du.unit_id
                 WHERE du.directive_id = d.id))
              ORDER BY d.issued_on DESC, d.id DESC), '[]')
       FROM directives d WHERE d.plan_id = ${planId} AND d.issued_on <= ${day})`;
}

/** What makes a directive a 督办单, as JSON; null of any other. */
export function orderSql(directive: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    (SELECT json_build_object('grade', o.grade, 'year', p.year, 'number', o.number,
              'cityId', o.city_id, 'ordinal', o.ordinal, 'reason', o.reason)
       FROM supervision_orders o JOIN plans p ON p.id = o.plan_id WHERE o.directive_id = ${directive})`;
}

function replySql(day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    json_build_object('id', r.id, 'version', r.version, 'text', r.text,
      'author', post_on(r.author_id, r.replied_on),
      'repliedOn', r.replied_on, 'repliedAt', r.replied_at,
      'evidence', (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name,
            'version', e.version, 'kind', e.kind, 'size', e.size) ORDER BY e.id), '[]')
          FROM directive_evidence de JOIN evidence_files e ON e.id = de.evidence_id
         WHERE de.reply_id = r.id),
      'decision', CASE WHEN dd.id IS NOT NULL THEN json_build_object('decision', dd.decision,
            'opinion', dd.opinion, 'dueOn', dd.due_on, 'decider', seat_on(dd.decider_id, dd.decided_on),
            'decidedOn', dd.decided_on, 'decidedAt', dd.decided_at) END,
      'readMarks', (SELECT coalesce(json_agg(json_build_object('accountId', m.account_id,
            'post', seat_on(m.account_id, m.read_on), 'readOn', m.read_on, 'readAt', m.read_at)
            ORDER BY m.id), '[]')
          FROM read_marks m WHERE m.reply_id = r.id AND m.read_on <= ${day}))`;
}

/** Files the reader's units have put beside a reply that is not sent yet. One statement. */
export async function listReplyFiles(
  actor: Actor,
  directiveId: number,
): Promise<{ unitId: number; file: EvidenceView }[]> {
  if (!mayEver(actor, "directive.reply")) return [];
  return db().$queryRaw<{ unitId: number; file: EvidenceView }[]>`
    SELECT e.unit_id AS "unitId", evidence_json(e) AS file
      FROM evidence_files e
     WHERE e.directive_id = ${directiveId} AND e.unit_id = ANY(${actor.unitIds})
       AND e.removed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM directive_evidence WHERE evidence_id = e.id)
     ORDER BY e.id`;
}
