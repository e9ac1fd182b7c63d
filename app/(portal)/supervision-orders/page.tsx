import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ExportMenu } from "@/components/board/export-menu";
import { ListTitle } from "@/components/board/list-title";
import { DirectiveTable } from "@/components/directives/directive-table";
import { Choice, LedgerFilters, queryOf } from "@/components/directives/ledger-filter";
import { SuggestionList } from "@/components/supervision-orders/suggestion-list";
import { Empty } from "@/components/ui/card";
import { FilterLine } from "@/components/views/filter-line";
import { ledgerFilterParts } from "@/lib/dashboards/filter-text";
import { listOrders } from "@/lib/dashboards/orders";
import { getBoard } from "@/lib/dashboards/queries";
import { orderFilter } from "@/lib/directives/schema";
import { ORDER_GRADE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { listSuggestions, listWithheld, type Withheld } from "@/lib/supervision-orders/queries";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { AskMembers } from "../ask-members";
import { Frame } from "../frame";
import { RefreshOnMessage } from "../refresh-on-message";

export const metadata: Metadata = { title: "督办单" };

const NONE: Withheld = { sides: 0, points: [] };

export default async function OrdersPage({ searchParams }: PageProps<"/supervision-orders">) {
  const actor = await requireActor();
  const parameters = await searchParams;
  const filter = orderFilter.parse(parameters);
  const now = today();
  const asOf = parseAsOf(parameters.asOf);
  const carried = asOf === now ? undefined : asOf;
  const board = await answer(getBoard(actor, asOf));
  const ledger = await answer(Promise.resolve().then(() => listOrders(actor, board, filter)));
  // What to issue is a question of today.
  const suggestions = carried === undefined ? await answer(listSuggestions(actor, now)) : [];
  const withheld = carried === undefined ? await answer(listWithheld(actor, now)) : NONE;
  const query = queryOf(filter);
  const chosen = ledgerFilterParts(board, filter, ledger);
  const { unit, ...rest } = filter;
  return (
    <Frame current="orders" asOf={asOf} path={paths.orders()} query={query}>
      <ListTitle title="督办单台账" note={`${ledger.orders.length} 件，最新的在前`}>
        {ledger.orders.length > 0 && may(actor, "ledger.export") && (
          <ExportMenu list="supervision-orders" query={filter} asOf={asOf} />
        )}
      </ListTitle>
      {suggestions.length + withheld.sides > 0 && (
        <Suggestions count={suggestions.length} open={chosen.length === 0}>
          <SuggestionList suggestions={suggestions} cities={board.cities} />
          {withheld.sides > 0 && (
            <div className="border-line border-t pt-2.5">
              <AskMembers points={withheld.points}>
                另有 {withheld.sides} 侧因集合单位待明确不能发：第 {withheld.points.join("、")} 项。
              </AskMembers>
            </div>
          )}
        </Suggestions>
      )}
      <LedgerFilters
        filter={filter}
        count={ledger.count}
        href={(part) => paths.orders({ ...part, asOf: carried })}
        rank={{ key: "grade", names: ORDER_GRADE_NAMES }}
        cities={board.cities}
        action={paths.orders()}
        hidden={queryOf({ ...rest, asOf: carried })}
      >
        <Choice name="unit" label="承办单位" choices={ledger.units} chosen={unit} />
      </LedgerFilters>
      <FilterLine
        chosen={chosen}
        all={paths.orders({ asOf: carried })}
        here={paths.orders(filter)}
      />
      {ledger.orders.length === 0 ? (
        <Empty>没有符合条件的督办单。</Empty>
      ) : (
        <section className="card px-4 sm:px-2" aria-label="督办单">
          <DirectiveTable
            directives={ledger.orders}
            cities={board.cities}
            noun="督办单"
            asOf={carried}
          />
        </section>
      )}
      <RefreshOnMessage />
    </Frame>
  );
}

/** What the rule would issue, folded behind one line where certain rows were asked for. */
function Suggestions({
  count,
  open,
  children,
}: {
  count: number;
  open: boolean;
  children: ReactNode;
}) {
  return (
    <section className="card screen-only mb-4 px-4 py-3 sm:px-5" aria-labelledby="suggestions">
      <details open={open}>
        <summary>
          <h2 id="suggestions" className="inline font-semibold text-lg">
            建议发督办单
          </h2>
          <span className="ml-3 text-ink-2 text-sm">{count} 件，按规则提出，发不发由人决定</span>
        </summary>
        <div className="mt-2.5">{children}</div>
      </details>
    </section>
  );
}
