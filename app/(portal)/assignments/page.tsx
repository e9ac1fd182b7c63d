import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { AssignmentForm } from "@/components/assignments/assignment-form";
import { AssignmentGrid } from "@/components/assignments/assignment-grid";
import { FilterLinks, filterQuery, StateLink } from "@/components/assignments/filter-links";
import type { Grid } from "@/components/assignments/grid";
import { PointList } from "@/components/assignments/point-list";
import { LegendMark } from "@/components/assignments/role-marks";
import { TermHistory } from "@/components/assignments/term-history";
import { cityText } from "@/components/status/city";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import { listSeals } from "@/lib/assignments/bulk";
import { type AssignmentPanel, getAssignmentPanel } from "@/lib/assignments/queries";
import type { Board, City } from "@/lib/dashboards/board";
import { getBoard } from "@/lib/dashboards/queries";
import type { UnitShare } from "@/lib/dashboards/shares";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import {
  buildMatrix,
  isLeadless,
  isUnresolved,
  type Matrix,
  type MatrixFilter,
} from "@/lib/rosters/rules";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { AcknowledgementLine } from "../acknowledgement-line";
import { Frame } from "../frame";
import { NoPlan } from "../no-plan";
import { changeAssignmentsAction, changeManyAction } from "./actions";

export const metadata: Metadata = { title: "责任分工" };

type Kind = keyof typeof UNIT_KIND_NAMES;
const KINDS = Object.keys(UNIT_KIND_NAMES) as Kind[];

const number = rowId.optional();
const parameters = z.object({
  point: number,
  state: z.enum(["unresolved", "leadless"]).optional(),
  city: number,
  kind: z.enum(KINDS).optional(),
});

export default async function AssignmentsPage({ searchParams }: PageProps<"/assignments">) {
  const actor = await requireActor();
  if (!may(actor, "assignment.change")) notFound();
  const asked = parameters.safeParse(await searchParams);
  if (!asked.success) notFound();
  if (!actor.plan) return <NoPlan />;
  const { point, state, city, kind } = asked.data;
  const [board, panel, seals] = await Promise.all([
    answer(getBoard(actor, today())),
    point === undefined ? null : answer(getAssignmentPanel(actor, point)),
    answer(listSeals(actor)),
  ]);
  const filter: MatrixFilter = {
    ...(state === undefined ? {} : { state }),
    ...(city === undefined ? {} : { cityId: city }),
    ...(kind === undefined ? {} : { kind }),
  };
  const matrix = buildMatrix(board, filter);
  const hrefs = Object.fromEntries(
    board.points.map(({ number }) => [
      number,
      `${paths.assignments({ ...filterQuery(filter), point: number })}#panel`,
    ]),
  );
  const kinds = KINDS.filter((held) => board.assignments.some(({ unit }) => unit.kind === held));
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
          <ButtonLink href={paths.assignmentExport(filterQuery(filter))}>导出分工表</ButtonLink>
        </div>
      </div>
      <FilterLinks filter={filter} cities={board.cities} kinds={kinds} />
      <FilterLine
        chosen={[
          state && { unresolved: "待明确", leadless: "无牵头" }[state],
          board.cities.find(({ id }) => id === city)?.shortName,
          kind && UNIT_KIND_NAMES[kind],
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
                matrix={gridOf(matrix, seals)}
                cities={board.cities}
                chosen={point}
                hrefs={hrefs}
                action={changeManyAction}
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
function gridOf(matrix: Matrix, seals: Map<number, string>): Grid {
  const held = ({ unit, role }: UnitShare) => ({ unitId: unit.id, role });
  return {
    columns: matrix.columns,
    chapters: matrix.chapters.map(({ number, title, rows }) => ({
      number,
      title,
      rows: rows.map(({ point, unresolved, cells, rest, groups }) => ({
        id: point.id,
        number: point.number,
        title: point.title,
        seal: seals.get(point.id) ?? "",
        unresolved,
        held: cells.flat().map(held),
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

function Counts({ board }: { board: Board }) {
  const units = new Map(board.assignments.map(({ unit }) => [unit.id, unit.kind]));
  const groups = [...units.values()].filter((kind) => kind === "GROUP").length;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-ink-2 text-sm">
      <span>
        {board.points.length} 项要点 · {units.size} 个责任单位
        {groups > 0 && `（含 ${groups} 个集合单位）`} · {board.assignments.length} 条分工
      </span>
      <span className="flex flex-wrap items-center gap-x-3">
        {board.cities.map((city, index) => (
          <span
            key={city.id}
            className={`inline-flex items-center gap-1 ${cityText(board.cities, city.id)}`}
          >
            <LegendMark shown="RESPONSIBLE" index={index} />
            {city.shortName}
          </span>
        ))}
        <span className="inline-flex items-center gap-1">
          <LegendMark shown="LEAD" />
          粗框为牵头
        </span>
        <span className="inline-flex items-center gap-1">
          <LegendMark shown="SUPPORT" />
          空心为配合
        </span>
      </span>
    </p>
  );
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
