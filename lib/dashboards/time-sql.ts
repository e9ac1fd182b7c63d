import "server-only";
import type {
  AdjustmentFacts,
  ConfidenceFacts,
  ExtensionFacts,
  MilestoneFacts,
  NoticeFacts,
  PauseFacts,
} from "../plan/rules";
import { Prisma } from "../platform/db";

/** What dates a point's time: 节点, 延期, 暂停, 交付信心, as the records stood at the end of a day. */
export type PointTime = {
  /** every row that was ever in force by then, with what its line has reached */
  milestones: MilestoneFacts[];
  /** approved, refused and waiting; who may see those not approved is for the page to ask */
  extensions: ExtensionFacts[];
  pauses: PauseFacts[];
  /** approved, refused, withdrawn and waiting; who may see those not approved is for the page to ask */
  adjustments: AdjustmentFacts[];
  /** due dates given by updates of the notice, the oldest first */
  notices: NoticeFacts[];
  /** the oldest first */
  confidences: ConfidenceFacts[];
};

/** PointTime of the point `wp` as JSON. */
export function timeSql(day: Prisma.Sql): Prisma.Sql {
  const upTo = (column: string) =>
    Prisma.sql`CASE WHEN ${Prisma.raw(column)} <= ${day} THEN ${Prisma.raw(column)} END`;
  return Prisma.sql`json_build_object(
    'milestones', (SELECT coalesce(json_agg(json_build_object('id', m.id,
          'rootId', coalesce(m.root_id, m.id), 'pointId', m.point_id, 'cityId', m.city_id,
          'title', m.title, 'dueOn', m.due_on, 'weight', m.weight, 'addedOn', m.added_on,
          'removedOn', ${upTo("m.removed_on")},
          'reached', (SELECT coalesce(json_agg(json_build_object('id', mc.id,
                'cityId', mc.city_id, 'doneOn', mc.done_on, 'confirmedOn', mc.confirmed_on,
                'revokedOn', ${upTo("mc.revoked_on")}) ORDER BY mc.id), '[]')
              FROM milestone_completions mc
             WHERE mc.milestone_id = coalesce(m.root_id, m.id) AND mc.confirmed_on <= ${day}))
          ORDER BY m.due_on, m.id), '[]')
        FROM milestones m WHERE m.point_id = wp.id AND m.added_on <= ${day}),
    'extensions', (SELECT coalesce(json_agg(json_build_object('id', e.id, 'pointId', e.point_id,
          'cityId', u.city_id, 'unitId', u.id, 'unitName', unit_name_on(u, e.applied_on),
          'fromOn', e.from_on,
          'toOn', e.to_on, 'reason', e.reason, 'appliedOn', e.applied_on,
          'appliedBy', post_on(e.applied_by_id, e.applied_on),
          'decision', CASE WHEN e.decided_on <= ${day} THEN e.decision END,
          'opinion', CASE WHEN e.decided_on <= ${day} THEN e.opinion END,
          'decidedOn', ${upTo("e.decided_on")},
          'order', CASE WHEN e.decided_on <= ${day} THEN extract(epoch FROM e.decided_at) END,
          'decidedBy', CASE WHEN e.decided_on <= ${day} THEN post_on(e.decided_by_id, e.decided_on) END) ORDER BY e.id), '[]')
        FROM extensions e JOIN assignments a ON a.id = e.assignment_id JOIN units u ON u.id = a.unit_id
       WHERE e.point_id = wp.id AND e.applied_on <= ${day}),
    'pauses', (SELECT coalesce(json_agg(json_build_object('id', pa.id, 'pointId', wp.id,
          'reason', pa.reason, 'basis', pa.basis, 'startsOn', pa.starts_on,
          'endsOn', ${upTo("pa.ends_on")}, 'cancelled', pa.id < 0,
          'startedBy', post_on(pa.by_id, pa.starts_on)) ORDER BY pa.starts_on, pa.id), '[]')
        FROM (SELECT id, reason, basis, starts_on, ends_on, started_by_id AS by_id
                FROM pauses WHERE point_id = wp.id
              UNION ALL
              SELECT -ad.id, ad.reason, ad.basis, ad.decided_on,
                     (SELECT min(back.decided_on) FROM adjustments back
                       WHERE back.point_id = wp.id AND back.id > ad.id AND back.kind = 'RESTORE'
                         AND back.decision = 'APPROVED'), ad.proposed_by_id
                FROM adjustments ad
               WHERE ad.point_id = wp.id AND ad.kind = 'CANCEL' AND ad.decision = 'APPROVED') pa
       WHERE pa.starts_on <= ${day}),
    'adjustments', (SELECT coalesce(json_agg(json_build_object('id', ad.id, 'pointId', wp.id,
          'kind', ad.kind, 'fromOn', ad.from_on, 'toOn', ad.to_on, 'text', ad.text,
          'reason', ad.reason, 'basis', ad.basis, 'proposedById', ad.proposed_by_id,
          'proposedBy', post_on(ad.proposed_by_id, ad.proposed_on),
          'proposedOn', ad.proposed_on,
          'decision', CASE WHEN ad.decided_on <= ${day} THEN ad.decision END,
          'opinion', CASE WHEN ad.decided_on <= ${day} THEN ad.opinion END,
          'decidedOn', ${upTo("ad.decided_on")},
          'order', CASE WHEN ad.decided_on <= ${day} THEN extract(epoch FROM ad.decided_at) END,
          'decidedBy', CASE WHEN ad.decided_on <= ${day} THEN post_on(ad.decided_by_id, ad.decided_on) END) ORDER BY ad.id), '[]')
        FROM adjustments ad WHERE ad.point_id = wp.id AND ad.proposed_on <= ${day}),
    'notices', (SELECT coalesce(json_agg(json_build_object('id', nd.id, 'changedOn', nd.changed_on,
          'order', extract(epoch FROM nd.changed_at), 'fromOn', nd.from_on, 'toOn', nd.to_on)
          ORDER BY nd.changed_on), '[]') FROM notice_dues(wp, ${day}) nd),
    'confidences', (SELECT coalesce(json_agg(json_build_object('id', cf.id,
          'pointId', cf.point_id, 'cityId', cf.city_id, 'level', cf.level, 'sentence', cf.sentence,
          'statedOn', cf.stated_on,
          'statedBy', post_on(cf.stated_by_id, cf.stated_on))
          ORDER BY cf.stated_on, cf.id), '[]')
        FROM confidences cf WHERE cf.point_id = wp.id AND cf.stated_on <= ${day}))`;
}
