import type { Metadata } from "next";
import { ExportMenu } from "@/components/board/export-menu";
import { ListTitle } from "@/components/board/list-title";
import { DirectiveTable } from "@/components/directives/directive-table";
import { Choice, LedgerFilters, queryOf } from "@/components/directives/ledger-filter";
import { Empty } from "@/components/ui/card";
import { FilterLine } from "@/components/views/filter-line";
import { listDirectives } from "@/lib/dashboards/directives";
import { ledgerFilterParts } from "@/lib/dashboards/filter-text";
import { getBoard } from "@/lib/dashboards/queries";
import { directiveFilter } from "@/lib/directives/schema";
import { DIRECTIVE_LEVEL_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { RefreshOnMessage } from "../refresh-on-message";

export const metadata: Metadata = { title: "批示台账" };

export default async function DirectivesPage({ searchParams }: PageProps<"/directives">) {
  const actor = await requireActor();
  const parameters = await searchParams;
  const filter = directiveFilter.parse(parameters);
  const asOf = parseAsOf(parameters.asOf);
  const carried = asOf === today() ? undefined : asOf;
  const board = await answer(getBoard(actor, asOf));
  const ledger = await answer(Promise.resolve().then(() => listDirectives(actor, board, filter)));
  const query = queryOf(filter);
  const { unit, author, ...rest } = filter;
  return (
    <Frame current="directives" asOf={asOf} path={paths.directives()} query={query}>
      <ListTitle title="批示台账" note={`${ledger.directives.length} 件，最新的在前`}>
        {ledger.directives.length > 0 && may(actor, "ledger.export") && (
          <ExportMenu list="directives" query={filter} asOf={asOf} />
        )}
      </ListTitle>
      <LedgerFilters
        filter={filter}
        count={ledger.count}
        href={(part) => paths.directives({ ...part, asOf: carried })}
        rank={{ key: "level", names: DIRECTIVE_LEVEL_NAMES }}
        cities={board.cities}
        action={paths.directives()}
        hidden={queryOf({ ...rest, asOf: carried })}
      >
        <Choice name="unit" label="承办单位" choices={ledger.units} chosen={unit} />
        <Choice name="author" label="批示人" choices={ledger.authors} chosen={author} />
      </LedgerFilters>
      <FilterLine
        chosen={ledgerFilterParts(board, filter, ledger)}
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
