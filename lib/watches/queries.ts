import "server-only";
import type { IsoDate } from "../dates";
import { Prisma } from "../platform/db";

/** 关注: exactly one of the three is followed. */
export type Watch = {
  id: number;
  accountId: number;
  pointId: number | null;
  chapterId: number | null;
  unitId: number | null;
  startsOn: IsoDate;
};

/** Everybody's 关注 in force on a day, in the order they began; part of the board's statement. */
export function watchesSql(day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    (SELECT coalesce(json_agg(json_build_object('id', w.id, 'accountId', w.account_id,
              'pointId', w.point_id, 'chapterId', w.chapter_id, 'unitId', w.unit_id,
              'startsOn', w.starts_on) ORDER BY w.id), '[]')
       FROM watches w
      WHERE w.starts_on <= ${day} AND (w.ends_on IS NULL OR w.ends_on > ${day}))`;
}
