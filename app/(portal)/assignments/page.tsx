import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { AssignmentForm } from "@/components/assignments/assignment-form";
import { AssignmentGrid } from "@/components/assignments/assignment-grid";
import {
  EveryUnitLink,
  FilterLinks,
  filterQuery,
  StateLink,
} from "@/components/assignments/filter-links";
import type { Grid } from "@/components/assignments/grid";
import { PointList } from "@/components/assignments/point-list";
import { TermHistory } from "@/components/assignments/term-history";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import { getStanding, type Standing } from "@/lib/assignments/bulk";
import { type AssignmentPanel, getAssignmentPanel } from "@/lib/assignments/queries";
import { assignmentsSeal } from "@/lib/assignments/rules";
import type { City } from "@/lib/dashboards/board";
import { getBoard } from "@/lib/dashboards/queries";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { listRosterUnits } from "@/lib/rosters/queries";
import { buildMatrix, isLeadless, isUnresolved, type Matrix } from "@/lib/rosters/rules";
import { rosterFilter } from "@/lib/rosters/schema";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { AcknowledgementLine } from "../acknowledgement-line";
import { Frame } from "../frame";
import { NoPlan } from "../no-plan";
import { changeAssignmentsAction, changeManyAction } from "./actions";
import { Counts } from "./counts";

export const metadata: Metadata = { title: "责任分工" };

type Kind = keyof typeof UNIT_KIND_NAMES;
const KINDS = Object.keys(UNIT_KIND_NAMES) as Kind[];

const parameters = z.object({ point: rowId.optional() });

export default async function AssignmentsPage({ searchParams }: PageProps<"/assignments">) {
  const actor = await requireActor();
  if (!may(actor, "assignment.change")) notFound();
  const query = await searchParams;
  const [asked, narrowed] = [parameters.safeParse(query), rosterFilter.safeParse(query)];
  if (!asked.success || !narrowed.success) notFound();
  if (!actor.plan) return <NoPlan current="assignments" title="责任分工" />;
  const { point } = asked.data;
  const filter = narrowed.data;
  const [board, panel, standing] = await Promise.all([
    answer(getBoard(actor, today())),
    point === undefined ? null : answer(getAssignmentPanel(actor, point)),
    answer(getStanding(actor)),
  ]);
  const everyUnit = filter.everyUnit ? await answer(listRosterUnits(actor, board.cities)) : [];
  const matrix = buildMatrix(board, filter, everyUnit);
  const hrefs = Object.fromEntries(
    board.points.map(({ number }) => [
      number,
      `${paths.assignments({ ...filterQuery(filter), point: number })}#panel`,
    ]),
  );
  const occurring = new Set(
    [...everyUnit, ...board.assignments.map(({ unit }) => unit)].map((unit) => unit.kind),
  );
  return (
    <Frame current="assignments">
      <AcknowledgementLine actor={actor} all />
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="font-bold text-xl">责任分工</h1>
          <Counts board={board} />
        </div>
        <div className="screen-only flex flex-wrap gap-2">
          <StateLink
            filter={filter}
            state="unresolved"
            count={board.points.filter(isUnresolved).length}
          />
          <StateLink
            filter={filter}
            state="leadless"
            count={board.points.filter(isLeadless).length}
          />
          <EveryUnitLink filter={filter} />
          <ButtonLink href={paths.assignmentExport(filterQuery(filter))}>导出分工表</ButtonLink>
        </div>
      </div>
      <FilterLinks
        filter={filter}
        cities={board.cities}
        kinds={KINDS.filter((held) => occurring.has(held))}
      />
      <FilterLine
        chosen={[
          filter.state && { unresolved: "待明确", leadless: "无牵头" }[filter.state],
          board.cities.find(({ id }) => id === filter.cityId)?.shortName,
          filter.kind && UNIT_KIND_NAMES[filter.kind],
          filter.everyUnit && "全部单位",
        ]}
        all={paths.assignments()}
        here={paths.assignments(filterQuery(filter))}
      />
      <div
        className={`grid grid-cols-[minmax(0,1fr)] items-start gap-4 ${panel ? "xl:grid-cols-[minmax(0,1fr)_21rem]" : ""}`}
      >
        {panel && (
          <Panel
            panel={panel}
            cities={board.cities}
            closeHref={paths.assignments(filterQuery(filter))}
          />
        )}
        {matrix.chapters.length === 0 ? (
          <Empty>没有符合条件的要点。</Empty>
        ) : (
          <div className="min-w-0">
            <div className="max-sm:hidden print:block">
              <AssignmentGrid
                matrix={gridOf(matrix, standing.points)}
                cities={board.cities}
                chosen={point}
                hrefs={hrefs}
                action={changeManyAction}
                lastBatch={standing.lastBatch}
              />
            </div>
            <PointList matrix={matrix} cities={board.cities} chosen={point} hrefs={hrefs} />
          </div>
        )}
      </div>
    </Frame>
  );
}

/** What the grid needs of the matrix, and no more: it goes to the browser. */
function gridOf(matrix: Matrix, standing: Standing["points"]): Grid {
  return {
    standing: Object.fromEntries(
      [...standing].map(([pointId, entries]) => [
        pointId,
        {
          seal: assignmentsSeal(entries),
          roles: Object.fromEntries(entries.map(({ unitId, role }) => [unitId, role])),
        },
      ]),
    ),
    columns: matrix.columns,
    chapters: matrix.chapters.map(({ number, title, rows }) => ({
      number,
      title,
      rows: rows.map(({ point, unresolved, rest, groups }) => ({
        id: point.id,
        number: point.number,
        title: point.title,
        unresolved,
        rest: rest.flatMap(({ column, shares }) =>
          shares.map((share) => ({
            name: column.name,
            cityId: share.unit.cityId,
            unit: share.unit.name,
            role: share.role,
          })),
        ),
        groups: groups.map(({ share, members }) => ({
          id: share.assignmentId,
          name: share.unit.name,
          cityId: share.unit.cityId,
          members,
        })),
      })),
    })),
  };
}

function Panel({
  panel,
  cities,
  closeHref,
}: {
  panel: AssignmentPanel;
  cities: City[];
  closeHref: string;
}) {
  const { history, ...form } = panel;
  const { point } = panel;
  return (
    <section
      id="panel"
      aria-labelledby="panel-title"
      className="card screen-only p-4 xl:sticky xl:top-[4.5rem] xl:order-2 xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto"
    >
      <p className="flex justify-between gap-3 text-ink-2 text-sm">
        第 {point.number} 项
        <Link href={closeHref} className="text-accent hover:underline">
          收起
        </Link>
      </p>
      <h2 id="panel-title" className="font-semibold text-lg">
        <Link href={paths.point(point.number)} className="hover:underline">
          {point.title}
        </Link>
      </h2>
      <p className="mb-3 text-ink-2 text-sm">原文条款：{point.clause}</p>
      <AssignmentForm
        key={point.id}
        action={changeAssignmentsAction}
        panel={form}
        cities={cities.map(({ id }) => ({ id }))}
      />
      <TermHistory terms={history} cities={cities} />
    </section>
  );
}
