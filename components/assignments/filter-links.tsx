import type { City } from "@/lib/dashboards/board";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import type { MatrixFilter } from "@/lib/rosters/rules";
import type { UnitKind } from "@/prisma/generated/enums";
import { buttonClass } from "../ui/button";
import { Link } from "../ui/link";

/** A filter as the URL says it; a link shows the same rows to the next person. */
export function filterQuery(filter: MatrixFilter) {
  return {
    state: filter.state,
    city: filter.cityId,
    kind: filter.kind,
    units: filter.everyUnit && "all",
  };
}

const STATE_NAMES = { unresolved: "待明确", leadless: "无牵头" } as const;

/** 只看待明确, 只看无牵头, and back to all points. */
export function StateLink({
  filter,
  state,
  count,
}: {
  filter: MatrixFilter;
  state: keyof typeof STATE_NAMES;
  count: number;
}) {
  const { state: present, ...rest } = filter;
  const chosen = present === state;
  return (
    <Link
      href={paths.assignments(filterQuery(chosen ? rest : { ...rest, state }))}
      aria-current={chosen ? "true" : undefined}
      className={buttonClass("plain", "aria-[current]:border-accent aria-[current]:bg-chosen")}
    >
      {chosen ? "显示全部要点" : `只看${STATE_NAMES[state]} ${count}`}
    </Link>
  );
}

/** 显示全部单位, for giving a point to a unit that has a part in one point or none; and back. */
export function EveryUnitLink({ filter }: { filter: MatrixFilter }) {
  const { everyUnit, ...rest } = filter;
  return (
    <Link
      href={paths.assignments(filterQuery(everyUnit ? rest : { ...rest, everyUnit: true }))}
      aria-current={everyUnit ? "true" : undefined}
      className={buttonClass(
        "plain",
        "max-sm:hidden aria-[current]:border-accent aria-[current]:bg-chosen",
      )}
    >
      {everyUnit ? "只显示常用单位" : "显示全部单位"}
    </Link>
  );
}

/** By city and by kind of unit. */
export function FilterLinks({
  filter,
  cities,
  kinds,
}: {
  filter: MatrixFilter;
  cities: City[];
  /** the kinds that occur */
  kinds: UnitKind[];
}) {
  const { cityId: _city, ...anyCity } = filter;
  const { kind: _kind, ...anyKind } = filter;
  return (
    <nav aria-label="筛选" className="screen-only mb-3 grid gap-1.5 text-sm">
      <Choices label="城市">
        <Choice filter={anyCity} chosen={filter.cityId === undefined}>
          两市
        </Choice>
        {cities.map((city) => (
          <Choice
            key={city.id}
            filter={{ ...filter, cityId: city.id }}
            chosen={filter.cityId === city.id}
          >
            {city.shortName}
          </Choice>
        ))}
      </Choices>
      <Choices label="类别">
        <Choice filter={anyKind} chosen={filter.kind === undefined}>
          全部
        </Choice>
        {kinds.map((kind) => (
          <Choice key={kind} filter={{ ...filter, kind }} chosen={filter.kind === kind}>
            {UNIT_KIND_NAMES[kind]}
          </Choice>
        ))}
      </Choices>
    </nav>
  );
}

function Choices({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex items-baseline gap-2">
      <span className="shrink-0 text-ink-2">{label}</span>
      <ul className="flex flex-wrap gap-1.5">{children}</ul>
    </div>
  );
}

function Choice({
  filter,
  chosen,
  children,
}: {
  filter: MatrixFilter;
  chosen: boolean;
  children: React.ReactNode;
}) {
  return (
    <li>
      <Link
        href={paths.assignments(filterQuery(filter))}
        aria-current={chosen ? "true" : undefined}
        className="block rounded-full border border-line bg-card px-2.5 py-0.5 hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-chosen aria-[current]:font-semibold"
      >
        {children}
      </Link>
    </li>
  );
}
