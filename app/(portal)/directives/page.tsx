import type { Metadata } from "next";
import { DirectiveTable } from "@/components/directives/directive-table";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/card";
import { FilterLine } from "@/components/views/filter-line";
import { listDirectives } from "@/lib/dashboards/directives";
import { getBoard } from "@/lib/dashboards/queries";
import { type DirectiveFilter, directiveFilter } from "@/lib/directives/schema";
import { DIRECTED_STATE_NAMES, DIRECTIVE_LEVEL_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { RefreshOnMessage } from "../refresh-on-message";

export const metadata: Metadata = { title: "批示台账" };

const STATES = [
  [undefined, "全部"],
  ["OPEN", "进行中"],
  ["AWAITED", DIRECTED_STATE_NAMES.AWAITED],
  ["REPLIED", DIRECTED_STATE_NAMES.REPLIED],
  ["ASKED_AGAIN", DIRECTED_STATE_NAMES.ASKED_AGAIN],
  ["OVERDUE", DIRECTED_STATE_NAMES.OVERDUE],
  ["SETTLED", DIRECTED_STATE_NAMES.SETTLED],
  ["WITHDRAWN", "已撤回"],
] as const;

export default async function DirectivesPage({ searchParams }: PageProps<"/directives">) {
  const actor = await requireActor();
  const parameters = await searchParams;
  const filter = directiveFilter.parse(parameters);
  const asOf = parseAsOf(parameters.asOf);
  const carried = asOf === today() ? undefined : asOf;
  const board = await answer(getBoard(actor, asOf));
  const ledger = await answer(Promise.resolve().then(() => listDirectives(actor, board, filter)));
  const link = (label: string, part: DirectiveFilter, current: boolean) => (
    <FilterLink key={label} href={paths.directives({ ...part, asOf: carried })} current={current}>
      {label} {ledger.count(part)}
    </FilterLink>
  );
  const query = Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  return (
    <Frame current="directives" asOf={asOf} path={paths.directives()} query={query}>
      <h1 className="mb-3 font-bold text-xl">
        批示台账{" "}
        <span className="font-normal text-ink-2 text-lg">
          {ledger.directives.length} 件，最新的在前
        </span>
      </h1>
      <div className="screen-only mb-3 flex flex-wrap items-center gap-x-5 gap-y-2">
        <FilterRow label="按状态">
          {STATES.map(([state, name]) => link(name, { ...filter, state }, filter.state === state))}
        </FilterRow>
        <FilterRow label="按等级">
          {link("各等级", { ...filter, level: undefined }, filter.level === undefined)}
          {(Object.keys(DIRECTIVE_LEVEL_NAMES) as (keyof typeof DIRECTIVE_LEVEL_NAMES)[]).map(
            (level) =>
              link(DIRECTIVE_LEVEL_NAMES[level], { ...filter, level }, filter.level === level),
          )}
        </FilterRow>
        <FilterRow label="按城市">
          {link("两市", { ...filter, city: undefined }, filter.city === undefined)}
          {board.cities.map(({ id, shortName }) =>
            link(shortName, { ...filter, city: id }, filter.city === id),
          )}
        </FilterRow>
        <form
          method="get"
          action={paths.directives()}
          className="flex flex-wrap items-center gap-2 sm:flex-nowrap"
        >
          {Object.entries({ ...query, asOf: carried })
            .filter(([name, value]) => value !== undefined && name !== "unit" && name !== "author")
            .map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
          <Choice name="unit" label="承办单位" choices={ledger.units} chosen={filter.unit} />
          <Choice name="author" label="批示人" choices={ledger.authors} chosen={filter.author} />
          <Button type="submit">筛选</Button>
        </form>
      </div>
      <FilterLine
        chosen={[
          STATES.find(([state]) => state !== undefined && state === filter.state)?.[1],
          filter.level && DIRECTIVE_LEVEL_NAMES[filter.level],
          board.cities.find(({ id }) => id === filter.city)?.shortName,
          ledger.units.find(({ id }) => id === filter.unit)?.name,
          ledger.authors.find(({ id }) => id === filter.author)?.name,
        ]}
        all={paths.directives({ asOf: carried })}
        here={paths.directives(filter)}
      />
      {ledger.directives.length === 0 ? (
        <Empty>没有符合条件的批示。</Empty>
      ) : (
        <section className="card px-4 sm:px-2" aria-label="批示">
          <DirectiveTable directives={ledger.directives} cities={board.cities} asOf={carried} />
        </section>
      )}
      <RefreshOnMessage />
    </Frame>
  );
}

function Choice({
  name,
  label,
  choices,
  chosen,
}: {
  name: string;
  label: string;
  choices: { id: number; name: string }[];
  chosen: number | undefined;
}) {
  return (
    <select
      key={chosen}
      name={name}
      aria-label={label}
      defaultValue={chosen ?? ""}
      className="control max-w-44"
    >
      <option value="">{label}：全部</option>
      {choices.map(({ id, name: word }) => (
        <option key={id} value={id}>
          {word}
        </option>
      ))}
    </select>
  );
}
