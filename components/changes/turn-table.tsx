import type { Standing, Turn } from "@/lib/dashboards/changes";
import { percent } from "@/lib/format";
import { LIST_HEADS } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { type CityPlace, cityText } from "../status/city";
import { LightMark, TagLinks } from "../status/light";
import { Link } from "../ui/link";
import { StackedCell, StackedRow, StackedTable } from "../ui/stacked-table";

/** Points and sides of points whose light turned: before and after with the reason, and each side that differs. */
export function TurnTable({
  turns,
  cities,
  asOf,
  caption,
}: {
  turns: Turn[];
  cities: CityPlace;
  asOf: string | undefined;
  caption: string;
}) {
  return (
    <StackedTable caption={caption} names={Object.values(LIST_HEADS.turn)}>
      {turns.map(({ point, city, before, after, marked, sides }) => (
        <StackedRow
          key={`${point.number} ${city?.id ?? ""}`}
          headClass="sm:w-[20%]"
          head={
            <>
              <Link
                href={paths.point(point.number, { asOf })}
                className="font-semibold hover:underline"
              >
                {point.number}. {point.title}
              </Link>
              {city && (
                <strong className={`block ${cityText(cities, city.id)}`}>{city.shortName}侧</strong>
              )}
              <span className="flex flex-wrap gap-1">
                <TagLinks point={marked} asOf={asOf} />
              </span>
            </>
          }
        >
          <Cell standing={before} label={LIST_HEADS.turn.before} />
          <Cell standing={after} label={LIST_HEADS.turn.after} />
          <StackedCell className="text-sm">
            {city && (
              <>
                <span className="text-ink-2">整项</span> <Side standing={point} />
              </>
            )}
            {(city ? [] : sides).map((side) => (
              <span key={side.city.id} className="block sm:whitespace-nowrap">
                <span className={cityText(cities, side.city.id)}>{side.city.shortName}</span>{" "}
                <Side standing={side.before} /> → <Side standing={side.after} />
              </span>
            ))}
          </StackedCell>
        </StackedRow>
      ))}
    </StackedTable>
  );
}

function Cell({
  standing: { light, percent: value, reason },
  label,
}: {
  standing: Standing;
  label: string;
}) {
  return (
    <StackedCell className="sm:w-[24%]">
      <span className="mr-1 text-ink-2 text-sm sm:hidden">{label}</span>
      <LightMark light={light} className="align-bottom" /> <strong>{percent(value)}</strong>
      <span className="block text-ink-2 text-sm">{reason.slice(reason.indexOf("：") + 1)}</span>
    </StackedCell>
  );
}

function Side({ standing }: { standing: Standing | null }) {
  if (!standing) return <span className="text-ink-2">未列入</span>;
  return (
    <span className="whitespace-nowrap">
      <LightMark light={standing.light} className="align-bottom font-normal" />{" "}
      {percent(standing.percent)}
    </span>
  );
}
