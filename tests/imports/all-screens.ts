import { forgetBoards } from "@/lib/dashboards/board-cache";
import { getTrends } from "@/lib/dashboards/chapter-trends";
import { getDueMonth } from "@/lib/dashboards/due";
import { getHeatmap } from "@/lib/dashboards/heat";
import {
  getChanges,
  getChapterDashboard,
  getOverview,
  getPointDashboard,
  listPointRows,
  listProblemRows,
  listUnitSummaries,
} from "@/lib/dashboards/queries";
import { getTimeline } from "@/lib/dashboards/timeline";
import { getPointRecord } from "@/lib/progress/point-record";
import { actorNamed } from "../support/people";

/** All that a leader can open for a day, as text. */
export async function everything(day: string): Promise<string> {
  forgetBoards();
  const leader = await actorNamed("leader");
  const overview = await getOverview(leader, day);
  const points = [];
  for (const { id, number } of overview.board.points) {
    const { trend } = await getPointDashboard(leader, number, day);
    points.push({ trend, record: await getPointRecord(leader, id, day) });
  }
  const chapters = [];
  for (const { number } of overview.board.chapters) {
    const { trends, ...rest } = await getChapterDashboard(leader, number, day);
    chapters.push({ rest: { ...rest, board: null }, trends: [...trends] });
  }
  const bare = <B extends { board: unknown }>(screen: B) => ({ ...screen, board: null });
  return JSON.stringify({
    overview,
    points,
    chapters,
    rows: bare(await listPointRows(leader, day, {})),
    problems: bare(await listProblemRows(leader, day, { level: "ALL" })),
    units: bare(await listUnitSummaries(leader, day)),
    heat: [
      bare(await getHeatmap(leader, "point", day)),
      bare(await getHeatmap(leader, "unit", day)),
    ],
    trends: bare(await getTrends(leader, day)),
    timeline: bare(await getTimeline(leader, {}, day)),
    due: bare(await getDueMonth(leader, "2024-12-01", day)),
    changes: bare(await getChanges(leader, { from: "2024-05-31", to: day })),
  });
}
