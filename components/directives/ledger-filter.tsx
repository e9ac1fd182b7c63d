import type { ReactNode } from "react";
import type { LedgerFilter } from "@/lib/directives/schema";
import { LEDGER_STATE_NAMES } from "@/lib/glossary-states";
import { FilterLink, FilterRow } from "../reviews/filter-links";
import { Button } from "../ui/button";

type LedgerState = keyof typeof LEDGER_STATE_NAMES;

const STATES = [
  [undefined, "全部"],
  ...(Object.entries(LEDGER_STATE_NAMES) as [LedgerState, string][]),
] as const;

/** By state, rank and city, each link with how many rows it opens; `children` are the choices of the form. */
export function LedgerFilters<F extends LedgerFilter>({
  filter,
  count,
  href,
  rank: { key, names },
  cities,
  action,
  hidden,
  children,
}: {
  filter: F;
  count: (part: F) => number;
  href: (part: F) => string;
  rank: { key: Exclude<keyof F & string, keyof LedgerFilter>; names: Record<string, string> };
  cities: { id: number; shortName: string }[];
  action: string;
  /** what the form keeps of the address */
  hidden: Record<string, string>;
  children: ReactNode;
}) {
  const link = (label: string, part: F, current: boolean) => (
    <FilterLink key={label} href={href(part)} current={current}>
      {label} {count(part)}
    </FilterLink>
  );
  return (
    <div className="screen-only mb-3 flex flex-wrap items-center gap-x-5 gap-y-2">
      <FilterRow label="按状态">
        {STATES.map(([state, name]) => link(name, { ...filter, state }, filter.state === state))}
      </FilterRow>
      <FilterRow label="按等级">
        {link("各等级", { ...filter, [key]: undefined }, filter[key] === undefined)}
        {Object.entries(names).map(([value, name]) =>
          link(name, { ...filter, [key]: value }, filter[key] === value),
        )}
      </FilterRow>
      <FilterRow label="按城市">
        {link("两市", { ...filter, city: undefined }, filter.city === undefined)}
        {cities.map(({ id, shortName }) =>
          link(shortName, { ...filter, city: id }, filter.city === id),
        )}
      </FilterRow>
      <form
        method="get"
        action={action}
        className="flex flex-wrap items-center gap-2 sm:flex-nowrap"
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <Button type="submit">筛选</Button>
      </form>
    </div>
  );
}

/** A filter as the query of an address. */
export function queryOf(filter: Record<string, string | number | undefined>) {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

/** A choice among what stands in the ledger. */
export function Choice({
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
