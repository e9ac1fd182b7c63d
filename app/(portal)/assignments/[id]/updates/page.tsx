import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cityText } from "@/components/status/city";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { type Changes, VersionView } from "@/components/updates/version-view";
import { getBoard } from "@/lib/dashboards/queries";
import { month } from "@/lib/format";
import { paths } from "@/lib/paths";
import { changesBetween } from "@/lib/progress/changes";
import { getReportHistory, type HistoryVersion } from "@/lib/progress/history";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../../frame";

export const metadata: Metadata = { title: "历次报送" };

/** 历次报送: every version of one unit's reports of one point, with what each changed. */
export default async function HistoryPage({
  params,
  searchParams,
}: PageProps<"/assignments/[id]/updates">) {
  const id = rowId.safeParse((await params).id);
  if (!id.success) notFound();
  const actor = await requireActor();
  const before = rowId
    .optional()
    .catch(undefined)
    .parse((await searchParams).before);
  const history = await answer(getReportHistory(actor, id.data, today(), { before }));
  const { cities } = await answer(getBoard(actor, today()));
  const months = [...new Set(history.versions.map(({ version }) => version.month))];
  return (
    <Frame current="points">
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.point(history.point.number)} className="hover:underline">
          {history.point.number}. {history.point.title}
        </Link>{" "}
        / 历次报送
      </nav>
      <h1 className="mb-4 font-bold text-xl">
        历次报送{" "}
        <span className={`text-lg ${cityText(cities, history.unit.cityId)}`}>
          {history.unit.name}
        </span>
      </h1>
      {history.versions.length === 0 && <Empty>还没有可以查看的报送。</Empty>}
      <div className="grid gap-4">
        {months.map((start) => (
          <Card key={start} title={`${month(start)}进展`}>
            <ol className="divide-y divide-line border-line border-t">
              {history.versions
                .filter(({ version }) => version.month === start)
                .map(({ version, after }) => (
                  <li key={version.id} className="py-3">
                    <VersionView version={version} changes={after && changesOf(version, after)} />
                  </li>
                ))}
            </ol>
          </Card>
        ))}
      </div>
      {(history.next !== null || before !== undefined) && (
        <p className="mt-4 flex flex-wrap gap-2">
          {before !== undefined && (
            <ButtonLink href={paths.history(history.assignmentId)}>最新的</ButtonLink>
          )}
          {history.next !== null && (
            <ButtonLink href={paths.history(history.assignmentId, { before: history.next })}>
              更早的
            </ButtonLink>
          )}
        </p>
      )}
    </Frame>
  );
}

function changesOf(version: HistoryVersion, after: HistoryVersion): Changes {
  return {
    from: `${month(after.month)}第 ${after.version} 次`,
    blocks: changesBetween(after, version),
  };
}
