import { AbolishForm } from "@/components/directory/abolish-form";
import { UnitForm } from "@/components/directory/unit-form";
import { Link } from "@/components/ui/link";
import { holdsCity } from "@/lib/accounts/reach";
import type { DirectoryRow, DirectoryView } from "@/lib/directory/queries";
import { unitSeal } from "@/lib/directory/rules";
import { monthDay } from "@/lib/format";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { abolishUnitAction, saveUnitAction } from "./actions";

/** One unit: its fields, what it was called, whom it stands for, and its end. */
export function UnitPanel({
  unit,
  directory,
}: {
  unit: DirectoryRow;
  directory: DirectoryView & { own: number[] | null };
}) {
  const standing = directory.units.filter(({ abolishedOn }) => abolishedOn === null);
  const seal = unitSeal(unit);
  if (unit.abolishedOn !== null) {
    return (
      <>
        <h2 className="mb-2 font-semibold text-lg">{unit.name}</h2>
        <p className="text-ink-2">
          {unit.abolishedOn} 起
          {unit.successorId === null
            ? "已撤销"
            : `并入${directory.units.find(({ id }) => id === unit.successorId)?.name}`}
          ，不再修改；以前的记录仍用原名。
        </p>
        <FormerNames unit={unit} />
      </>
    );
  }
  if (!holdsCity(directory.own, unit.cityId)) {
    return <ReadOnly unit={unit} directory={directory} />;
  }
  // One that is paired already keeps its partner, whoever's it is.
  const partners = standing.filter(
    ({ cityId, id }) =>
      cityId !== unit.cityId && (holdsCity(directory.own, cityId) || id === unit.counterpartId),
  );
  return (
    <>
      <h2 className="mb-2 font-semibold text-lg">{unit.name}</h2>
      <UnitForm
        key={`unit-${unit.id}`}
        action={saveUnitAction}
        unit={unit}
        seal={seal}
        cities={directory.cities.filter(({ id }) => holdsCity(directory.own, id))}
        partners={partners}
        partnerCities={directory.cities}
        everywhere={directory.own === null}
      />
      <FormerNames unit={unit} />
      {unit.kind === "GROUP" && <Members unit={unit} />}
      <details className="mt-4 border-line border-t pt-3">
        <summary className="text-accent">机构改革：撤销或并入其他单位</summary>
        <div className="mt-3">
          <AbolishForm
            key={`abolish-${unit.id}`}
            action={abolishUnitAction}
            unit={unit}
            seal={seal}
            successors={standing.filter(
              ({ id, cityId, kind }) =>
                id !== unit.id &&
                cityId === unit.cityId &&
                (kind === "GROUP") === (unit.kind === "GROUP"),
            )}
          />
        </div>
      </details>
    </>
  );
}

/** A unit of a city that other administrators answer for. */
function ReadOnly({ unit, directory }: { unit: DirectoryRow; directory: DirectoryView }) {
  const city = directory.cities.find(({ id }) => id === unit.cityId)?.name;
  const partner = directory.units.find(({ id }) => id === unit.counterpartId)?.name;
  return (
    <>
      <h2 className="mb-2 font-semibold text-lg">{unit.name}</h2>
      <p className="mb-3 rounded-lg bg-sunken px-3 py-2 text-sm">
        {city
          ? `这是${city}的单位，由${city}的管理员办理`
          : "这个单位不属于哪一个城市，由不限城市的管理员办理"}
        ，在这里只能查看。
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
        <dt className="text-ink-2">简称</dt>
        <dd>{unit.shortName}</dd>
        <dt className="text-ink-2">别名</dt>
        <dd>{unit.aliases.join("、") || "无"}</dd>
        <dt className="text-ink-2">类别</dt>
        <dd>{UNIT_KIND_NAMES[unit.kind]}</dd>
        <dt className="text-ink-2">对口单位</dt>
        <dd>{partner ?? "无"}</dd>
        <dt className="text-ink-2">要点</dt>
        <dd>{unit.points} 项</dd>
      </dl>
      <FormerNames unit={unit} />
    </>
  );
}

function FormerNames({ unit }: { unit: DirectoryRow }) {
  if (unit.formerNames.length === 0) return null;
  return (
    <div className="mt-4 text-sm">
      <h3 className="font-semibold">曾用名</h3>
      <ul>
        {unit.formerNames.map(({ name, endsOn }) => (
          <li key={`${endsOn}${name}`}>
            {name}
            <span className="text-ink-2">
              　到 {endsOn.slice(0, 4)}年{monthDay(endsOn)}改名为止
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The members are named point by point, in 责任分工. */
function Members({ unit }: { unit: DirectoryRow }) {
  return (
    <div className="mt-4 text-sm">
      <h3 className="font-semibold">成员</h3>
      <ul className="divide-y divide-line">
        {unit.members.map(({ point, names }) => (
          <li key={point} className="py-1">
            <Link href={`${paths.assignments({ point })}#panel`} className="hover:underline">
              第 {point} 项
            </Link>
            <span className="text-ink-2">
              　{names.length === 0 ? "待明确" : `${names.length} 家：${names.join("、")}`}
            </span>
          </li>
        ))}
      </ul>
      {unit.members.length === 0 && <p className="text-ink-2">目前不在任何要点的分工里。</p>}
    </div>
  );
}
