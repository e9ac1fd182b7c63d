import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { DirectoryTable } from "@/components/directory/directory-table";
import { ImportForm } from "@/components/directory/import-form";
import { UnitForm } from "@/components/directory/unit-form";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { ActionButton } from "@/components/shell/action-button";
import { cityText } from "@/components/status/city";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { holdsCity } from "@/lib/accounts/reach";
import { listCities } from "@/lib/directory/cities";
import { type DirectoryRow, type DirectoryView, getDirectory } from "@/lib/directory/queries";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { given } from "@/lib/web/given";
import { Frame } from "../../frame";
import {
  importDirectoryAction,
  moveUnitAction,
  restoreUnitAction,
  saveUnitAction,
} from "./actions";
import { CityPanel } from "./city-panel";
import { UnitPanel } from "./unit-panel";

export const metadata: Metadata = { title: "单位名录" };

const cityNames = ({ cities, own }: { cities: DirectoryView["cities"]; own: number[] | null }) =>
  cities
    .filter(({ id }) => holdsCity(own, id))
    .map(({ name }) => name)
    .join("、");

type Kind = keyof typeof UNIT_KIND_NAMES;
const KINDS = Object.keys(UNIT_KIND_NAMES) as Kind[];
const parameters = z.object({
  unit: rowId.optional(),
  kind: z.enum(KINDS).optional(),
  panel: z.enum(["new", "import", "cities"]).optional(),
  city: rowId.optional(),
});
type Query = z.infer<typeof parameters>;

export default async function DirectoryPage({ searchParams }: PageProps<"/units/directory">) {
  const actor = await requireActor();
  const asked = parameters.safeParse(given(await searchParams));
  if (!asked.success) notFound();
  const query = asked.data;
  const [directory, cities] = await Promise.all([
    answer(getDirectory(actor)),
    answer(listCities(actor)),
  ]);
  const city = cities?.find(({ id }) => id === query.city);
  if ((query.panel === "cities" && !cities) || (query.city && !city)) notFound();
  const standing = directory.units.filter(({ abolishedOn }) => abolishedOn === null);
  const gone = directory.units.filter(({ abolishedOn }) => abolishedOn !== null);
  const chosen = directory.units.find(({ id }) => id === query.unit);
  if (query.unit !== undefined && !chosen) notFound();
  const shown = standing.filter(({ kind }) => query.kind === undefined || kind === query.kind);
  const names = Object.fromEntries(directory.units.map(({ id, name }) => [id, name]));
  const closeHref = paths.directory({ kind: query.kind });
  const side = chosen || query.panel;
  return (
    <Frame current="directory">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="font-bold text-xl">单位名录</h1>
          <p className="text-ink-2 text-sm">
            {standing.length}{" "}
            个单位，顺序即各处的排列；改名、并入和撤销从当天起生效，以前的日期照旧。
            {directory.own !== null && `您办理${cityNames(directory)}的单位，其余的只能查看。`}
          </p>
        </div>
        <div className="screen-only flex flex-wrap gap-2">
          <ButtonLink href={`${paths.directory({ kind: query.kind, panel: "new" })}#panel`}>
            新增单位
          </ButtonLink>
          <ButtonLink href={paths.directoryFile()}>导出名录</ButtonLink>
          <ButtonLink href={`${paths.directory({ kind: query.kind, panel: "import" })}#panel`}>
            导入名录
          </ButtonLink>
          {cities && (
            <ButtonLink href={`${paths.directory({ panel: "cities" })}#panel`}>城市</ButtonLink>
          )}
        </div>
      </div>
      <div className="mb-3">
        <KindLinks query={query} units={standing} />
      </div>
      <div
        className={`grid grid-cols-[minmax(0,1fr)] items-start gap-4 ${side ? "xl:grid-cols-[minmax(0,1fr)_24rem]" : ""}`}
      >
        {side && (
          <section
            id="panel"
            aria-label="名录操作"
            className="card screen-only p-4 xl:sticky xl:top-[4.5rem] xl:order-2 xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto"
          >
            <p className="flex justify-end text-sm">
              <Link href={closeHref} className="text-accent hover:underline">
                收起
              </Link>
            </p>
            {chosen && <UnitPanel unit={chosen} directory={directory} />}
            {!chosen && query.panel === "new" && (
              <>
                <h2 className="mb-2 font-semibold text-lg">新增单位</h2>
                <UnitForm
                  action={saveUnitAction}
                  unit={null}
                  seal=""
                  cities={directory.cities.filter(({ id }) => holdsCity(directory.own, id))}
                  partners={standing.filter(({ cityId }) => holdsCity(directory.own, cityId))}
                  partnerCities={directory.cities}
                  everywhere={directory.own === null}
                />
              </>
            )}
            {!chosen && query.panel === "cities" && cities && (
              <CityPanel cities={cities} chosen={city} />
            )}
            {!chosen && query.panel === "import" && (
              <>
                <h2 className="mb-2 font-semibold text-lg">导入名录</h2>
                <ImportForm action={importDirectoryAction} />
              </>
            )}
          </section>
        )}
        <div className="grid gap-4">
          {cities?.length === 0 && (
            <Empty>
              还没有城市。请先在“城市”里登记，再新增单位或导入名录；直接导入通知也可以，通知里的城市和单位会一并登记。
            </Empty>
          )}
          {[...directory.cities, null].map((city) => (
            <CityCard
              key={city?.id ?? 0}
              city={city}
              units={shown.filter(({ cityId }) => cityId === (city?.id ?? null))}
              directory={directory}
              names={names}
              query={query}
            />
          ))}
          {gone.length > 0 && <GoneCard units={gone} names={names} own={directory.own} />}
        </div>
      </div>
    </Frame>
  );
}

function KindLinks({ query, units }: { query: Query; units: DirectoryRow[] }) {
  return (
    <FilterRow label="类别">
      <FilterLink href={paths.directory()} current={query.kind === undefined}>
        全部
      </FilterLink>
      {KINDS.filter((kind) => units.some((unit) => unit.kind === kind)).map((kind) => (
        <FilterLink key={kind} href={paths.directory({ kind })} current={query.kind === kind}>
          {UNIT_KIND_NAMES[kind]}
        </FilterLink>
      ))}
    </FilterRow>
  );
}

function CityCard({
  city,
  units,
  directory,
  names,
  query,
}: {
  city: DirectoryView["cities"][number] | null;
  units: DirectoryRow[];
  directory: DirectoryView & { own: number[] | null };
  names: Record<number, string>;
  query: Query;
}) {
  if (units.length === 0) return null;
  return (
    <Card
      title={
        <span className={cityText(directory.cities, city?.id ?? null)}>
          {city?.name ?? "所属城市待明确"}
        </span>
      }
      note={`${units.length} 个`}
    >
      <DirectoryTable
        caption={`${city?.name ?? "城市待明确"}的单位`}
        units={units}
        names={names}
        chosen={query.unit}
        hrefs={Object.fromEntries(
          units.map(({ id }) => [id, `${paths.directory({ kind: query.kind, unit: id })}#panel`]),
        )}
        move={holdsCity(directory.own, city?.id ?? null) ? moveUnitAction : null}
      />
    </Card>
  );
}

/** 已撤销: what is no more, into what it went, and the way back where there is one. */
function GoneCard({
  units,
  names,
  own,
}: {
  units: DirectoryRow[];
  names: Record<number, string>;
  own: number[] | null;
}) {
  return (
    <Card title="已撤销的单位" note={`${units.length} 个，以前的记录仍用原名`}>
      <ul className="divide-y divide-line">
        {units.map((unit) => (
          <li key={unit.id} className="flex flex-wrap items-center justify-between gap-2 py-1.5">
            <span>
              {unit.name}
              <span className="text-ink-2 text-sm">
                　{unit.abolishedOn}
                {unit.successorId === null ? " 撤销" : ` 并入${names[unit.successorId]}`}
              </span>
            </span>
            {unit.successorId === null && holdsCity(own, unit.cityId) && (
              <ActionButton
                action={restoreUnitAction}
                name="unitId"
                value={unit.id}
                about={unit.name}
              >
                恢复
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
