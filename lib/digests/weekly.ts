import "server-only";
import type { Board } from "../dashboards/board";
import { readBoard } from "../dashboards/board-cache";
import { type Watched, watchedBy } from "../dashboards/watched";
import { addDays, toDbDate } from "../dates";
import { chineseNumeral, percent, quoted } from "../format";
import { standingText } from "../glossary-states";
import { paths } from "../paths";
import type { Transaction } from "../platform/db";
import { mondayOf } from "../watches/rules";
import type { DigestLine, Person } from "./digest";

/**
 * 关注 of each person, in the first digests of a week (its Monday, or whatever day is worked first):
 * how every followed thing stands and what happened since the Monday before. Nobody is told who
 * follows nothing, or when nothing has happened and nothing falls due.
 */
export async function weeklyLines(
  tx: Transaction,
  plan: { id: number; revision: number },
  board: Board,
  people: Person[],
): Promise<Map<number, DigestLine[]>> {
  const monday = mondayOf(board.asOf);
  const followers = people.filter(
    ({ id, role }) =>
      (role === "LEADER" || role === "REVIEWER") &&
      board.watches.some(({ accountId }) => accountId === id),
  );
  const earlier = await tx.digestDay.count({
    where: { businessOn: { gte: toDbDate(monday), lt: toDbDate(board.asOf) } },
  });
  if (earlier > 0 || followers.length === 0) return new Map();
  // The end of the day before that Monday.
  const { board: before } = await readBoard(plan, addDays(monday, -8));
  return new Map(
    followers.flatMap(({ id }) => {
      const watched = watchedBy(id, board, before);
      if (watched.every(({ news }) => news.length === 0)) return [];
      return [[id, watched.map(lineOf)] as const];
    }),
  );
}

function lineOf({ kind, number, title, light, halted, percent: value, news }: Watched): DigestLine {
  const name = {
    point: `第 ${number} 项${quoted(title)}`,
    chapter: `第${chineseNumeral(number)}章${quoted(title)}`,
    unit: title,
  }[kind];
  const since = news.length > 0 ? `；上周一以来：${news.join("；")}` : "；上周一以来无变化";
  const path = {
    point: paths.point(number),
    chapter: paths.chapter(number),
    unit: paths.unit(number),
  }[kind];
  return {
    kind: "WATCH",
    text: `${name}${standingText({ light, halted })}，${percent(value)}${since}。`,
    path,
  };
}
