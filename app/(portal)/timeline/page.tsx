import type { Metadata } from "next";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { TimelineChart } from "@/components/time/timeline-chart";
import { Empty } from "@/components/ui/card";
import { FilterLine } from "@/components/views/filter-line";
import { timelineFilter } from "@/lib/dashboards/schema";
import { getTimeline, type Timeline, type TimelineFilter } from "@/lib/dashboards/timeline";
import { chineseNumeral } from "@/lib/format";
import { LIGHT_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { LIGHTS } from "@/lib/status/rules";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Drawn } from "../drawn";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "时间轴" };

export default async function TimelinePage({ searchParams }: PageProps<"/timeline">) {
  const parameters = await searchParams;
  const asOf = parseAsOf(parameters.asOf);
  const filter = timelineFilter.parse(parameters);
  const actor = await requireActor();
  const timeline = await answer(getTimeline(actor, filter, asOf));
  const carried = asOf === today() ? undefined : asOf;
  const query = Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  return (
    <Frame current="timeline" asOf={asOf} path={paths.timeline()} query={query}>
      <h1 className="mb-3 font-bold text-xl">
        时间轴{" "}
        <span className="font-normal text-ink-2 text-lg">
          每项从启动到办理时限，节点、延期和暂停，截至 {asOf}
        </span>
      </h1>
      <Filters timeline={timeline} filter={filter} asOf={carried} />
      {timeline.chapters.length === 0 ? (
        <Empty>没有符合条件的要点，请放宽筛选。</Empty>
      ) : (
        <Drawn
          of={timeline.board}
          name={JSON.stringify(["timeline", filter, carried])}
          className="card p-4 sm:p-5"
          draw={() => <TimelineChart timeline={timeline} asOf={carried} />}
        />
      )}
    </Frame>
  );
}

function Filters({
  timeline: { board },
  filter,
  asOf,
}: {
  timeline: Timeline;
  filter: TimelineFilter;
  asOf: string | undefined;
}) {
  const href = (change: TimelineFilter) => paths.timeline({ ...filter, ...change, asOf });
  const choices = (
    name: keyof TimelineFilter,
    label: string,
    values: { value: string | number; text: string }[],
  ) => (
    <FilterRow label={label}>
      <FilterLink href={href({ [name]: undefined })} current={filter[name] === undefined}>
        全部{label}
      </FilterLink>
      {values.map(({ value, text }) => (
        <FilterLink key={value} href={href({ [name]: value })} current={filter[name] === value}>
          {text}
        </FilterLink>
      ))}
    </FilterRow>
  );
  return (
    <div className="screen-only mb-4 grid gap-2">
      {choices(
        "chapter",
        "各章",
        board.chapters.map(({ number }) => ({ value: number, text: chineseNumeral(number) })),
      )}
      {choices(
        "light",
        "状态",
        LIGHTS.map((light) => ({ value: light, text: LIGHT_NAMES[light] })),
      )}
      {choices(
        "city",
        "城市",
        board.cities.map(({ id, shortName }) => ({ value: id, text: shortName })),
      )}
      <FilterLine
        chosen={[
          filter.chapter !== undefined && `第${chineseNumeral(Math.min(99, filter.chapter))}章`,
          filter.light && LIGHT_NAMES[filter.light],
          board.cities.find(({ id }) => id === filter.city)?.shortName,
        ]}
        all={paths.timeline({ asOf })}
        here={paths.timeline(filter)}
      />
    </div>
  );
}
