import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { MilestoneForm } from "@/components/time/milestone-form";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { milestonesOf } from "@/lib/dashboards/milestones";
import { getPointDashboard } from "@/lib/dashboards/queries";
import { extensionText } from "@/lib/format";
import { paths } from "@/lib/paths";
import { listMilestoneChanges } from "@/lib/plan/queries";
import { milestonesSeal } from "@/lib/plan/rules";
import { MOST_MILESTONES, milestoneTemplate } from "@/lib/plan/schema";
import {
  MILESTONE_TEMPLATES,
  type MilestoneTemplate,
  proposedMilestones,
} from "@/lib/plan/templates";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../../../frame";
import { setMilestonesAction } from "./actions";
import { Changes, MilestoneList } from "./milestone-list";

export const metadata: Metadata = { title: "节点" };

const SPARE_ROWS = 3;

export default async function MilestonesPage({
  params,
  searchParams,
}: PageProps<"/points/[number]/milestones">) {
  const number = rowId.safeParse((await params).number);
  if (!number.success) notFound();
  const parameters = await searchParams;
  const asOf = parseAsOf(parameters.asOf);
  const template = milestoneTemplate.parse(parameters.template);
  const actor = await requireActor();
  const { board, point } = await answer(getPointDashboard(actor, number.data, asOf));
  const changes = await answer(listMilestoneChanges(actor, point.id, asOf));
  const carried = asOf === today() ? undefined : asOf;
  const editable = carried === undefined;
  const milestones = milestonesOf(point, asOf);
  const path = paths.milestones(point.number);
  return (
    <Frame current={`chapter-${point.chapterNumber}`} asOf={asOf} path={path}>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.point(point.number, { asOf: carried })} className="hover:underline">
          第 {point.number} 项
        </Link>{" "}
        / 节点
      </nav>
      <h1 className="mb-1 font-bold text-xl">{point.title}</h1>
      <p className="mb-4 text-ink-2">
        {point.startsOn} 至 {point.dueOn}
        {point.extension && `，${extensionText(point.extension, asOf)}`}
      </p>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid gap-4">
          <Card title="节点" note="到期权重之和即序时进度">
            <MilestoneList
              actor={actor}
              board={board}
              milestones={milestones}
              editable={editable}
            />
          </Card>
          {editable && may(actor, "milestone.set") && (
            <Card
              title="设置节点"
              note="从今天起生效，以前的日期照旧；改晚、移出的，本期不好于滞后预警"
              className="screen-only"
            >
              <div className="mb-3">
                <FilterRow label="节点模板">
                  <FilterLink href={path} current={template === undefined}>
                    现有节点
                  </FilterLink>
                  {(Object.keys(MILESTONE_TEMPLATES) as MilestoneTemplate[]).map((key) => (
                    <FilterLink
                      key={key}
                      href={paths.milestones(point.number, { template: key })}
                      current={template === key}
                    >
                      套用“{MILESTONE_TEMPLATES[key].name}”
                    </FilterLink>
                  ))}
                </FilterRow>
              </div>
              <MilestoneForm
                key={`${milestonesSeal(milestones)} ${template}`}
                action={setMilestonesAction}
                pointId={point.id}
                seal={milestonesSeal(milestones)}
                rows={rowsOf(template)}
                cities={point.sides.map(({ city }) => city)}
                from={board.plan.issuedOn}
                to={point.dueOn}
              />
            </Card>
          )}
        </div>
        <Card id="changes" title="变更记录" note={`${changes.length} 条`}>
          <Changes changes={changes} cities={board.cities} />
        </Card>
      </div>
    </Frame>
  );

  function rowsOf(chosen: MilestoneTemplate | undefined) {
    const filled = chosen
      ? proposedMilestones(chosen, point.startsOn, point.dueOn, asOf).map((row) => ({
          ...row,
          city: null,
          root: null,
        }))
      : milestones.map(({ title, dueOn, weight, city, rootId }) => ({
          title,
          dueOn,
          weight,
          city: city?.id ?? null,
          root: rootId,
        }));
    const empty = { title: "", dueOn: "", weight: null, city: null, root: null };
    const spare = Math.max(0, Math.min(SPARE_ROWS, MOST_MILESTONES - filled.length));
    return [...filled, ...Array.from({ length: spare }, () => empty)];
  }
}
