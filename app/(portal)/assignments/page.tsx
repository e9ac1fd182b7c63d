import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { AssignmentForm } from "@/components/assignments/assignment-form";
import { AssignmentTable } from "@/components/assignments/assignment-table";
import { FilterLinks, filterQuery, UnresolvedLink } from "@/components/assignments/filter-links";
import { buildMatrix, isUnresolved, type MatrixFilter } from "@/components/assignments/matrix";
import { LegendMark } from "@/components/assignments/role-marks";
import { TermHistory } from "@/components/assignments/term-history";
import { cityText } from "@/components/status/city";
import { Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import { type AssignmentPanel, getAssignmentPanel } from "@/lib/assignments/queries";
import type { Board, City } from "@/lib/dashboards/board";
import { getBoard } from "@/lib/dashboards/queries";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { NoPlan } from "../no-plan";
import { changeAssignmentsAction } from "./actions";

export const metadata: Metadata = { title: "责任分工" };

type Kind = keyof typeof UNIT_KIND_NAMES;
const KINDS = Object.keys(UNIT_KIND_NAMES) as Kind[];

const number = rowId.optional();
const parameters = z.object({
  point: number,
  state: z.literal("unresolved").optional(),
  city: number,
  kind: z.enum(KINDS).optional(),
});

export default async function AssignmentsPage({ searchParams }: PageProps<"/assignments">) {
  const actor = await requireActor();
  if (!may(actor, "assignment.change")) notFound();
  const asked = parameters.safeParse(await searchParams);
  if (!asked.success) notFound();
  if (!actor.plan) return <NoPlan />;
  const { point, city, kind } = asked.data;
  const [board, panel] = await Promise.all([
    answer(getBoard(actor, today())),
    point === undefined ? null : answer(getAssignmentPanel(actor, point)),
  ]);
  const filter: MatrixFilter = {
    unresolved: asked.data.state === "unresolved",
    ...(city === undefined ? {} : { cityId: city }),
    ...(kind === undefined ? {} : { kind }),
  };
  const matrix = buildMatrix(board, filter);
  const kinds = KINDS.filter((held) => board.assignments.some(({ unit }) => unit.kind === held));
  return (
    <Frame current="assignments">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="font-bold text-xl">责任分工</h1>
          <Counts board={board} />
        </div>
        <UnresolvedLink filter={filter} count={board.points.filter(isUnresolved).length} />
      </div>
      <FilterLinks filter={filter} cities={board.cities} kinds={kinds} />
      <FilterLine
        chosen={[
          filter.unresolved && "待明确",
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
          <AssignmentTable
            matrix={matrix}
            cities={board.cities}
            chosen={point}
            hrefOf={(chosen) =>
              `${paths.assignments({ ...filterQuery(filter), point: chosen })}#panel`
            }
          />
        )}
      </div>
    </Frame>
  );
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
