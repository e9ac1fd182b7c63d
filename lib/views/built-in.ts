import "server-only";
import { problemRows } from "../dashboards/open-problems";
import { getBoard } from "../dashboards/queries";
import { pointRows } from "../dashboards/rows";
import type { PointFilter } from "../dashboards/schema";
import type { IsoDate } from "../dates";
import { getBadges } from "../inbox/queries";
import { paths } from "../paths";
import { type Actor, may, mayEver } from "../policy";

/** A view everybody has for whom it means something; it opens exactly `count` rows. */
export type BuiltInView = { name: string; href: string; count: number };

/** The built-in views of an actor as of today. No statement beyond the board. */
export async function listBuiltInViews(actor: Actor, today: IsoDate): Promise<BuiltInView[]> {
  if (!may(actor, "plan.read") || !actor.plan) return [];
  const [board, badges] = await Promise.all([getBoard(actor, today), getBadges(actor, today)]);
  const points = (filter: PointFilter) => pointRows(board, filter).length;
  const views: (BuiltInView & { meant: boolean })[] = [
    {
      name: "我的待报",
      meant: mayEver(actor, "draft.write"),
      href: paths.updates({ state: "owed" }),
      count: badges.toReport,
    },
    {
      name: "待我审核",
      meant: mayEver(actor, "update.review"),
      href: paths.reviews(),
      count: badges.toReview,
    },
    {
      name: "红黄灯",
      meant: true,
      href: paths.points({ light: "SEVERE,LAGGING" }),
      count: points({ light: ["SEVERE", "LAGGING"] }),
    },
    {
      name: "本月到期",
      meant: true,
      href: paths.points({ due: "month" }),
      count: points({ due: "month" }),
    },
    {
      name: "未报送",
      meant: true,
      href: paths.points({ tag: "未报送" }),
      count: points({ tag: "未报送" }),
    },
    {
      name: "需协调",
      meant: true,
      href: paths.problems(),
      count: problemRows(board, {}).length,
    },
  ];
  return views.filter(({ meant }) => meant).map(({ meant: _meant, ...view }) => view);
}
