import "server-only";
import { Prisma } from "../platform/db";

/** 已阅 of a plan's points as of a day, the newest twelve a point; part of the board's statement. */
export function readMarksSql(planId: number, day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    (SELECT coalesce(json_agg(json_build_object('pointId', m.point_id, 'accountId', m.account_id,
              'post', seat_on(m.account_id, m.read_on), 'readOn', m.read_on, 'readAt', m.read_at)
              ORDER BY m.read_on DESC, m.id DESC), '[]')
       FROM work_points wp
       JOIN LATERAL (SELECT * FROM read_marks
                      WHERE point_id = wp.id AND read_on <= ${day}
                      ORDER BY read_on DESC, id DESC LIMIT 12) m ON true
      WHERE wp.plan_id = ${planId})`;
}
