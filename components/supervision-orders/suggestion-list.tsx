import { paths } from "@/lib/paths";
import type { SuggestedOrder } from "@/lib/supervision-orders/queries";
import { GradeMark } from "../directives/directive-parts";
import { cityText } from "../status/city";
import { LightMark } from "../status/light";
import { ButtonLink } from "../ui/button";
import { Link } from "../ui/link";

/** How many stand open; the rest opens at a tap. */
const FIRST = 3;

/** What the rule suggests, each with its reason and the way to the form. */
export function SuggestionList({
  suggestions,
  cities,
}: {
  suggestions: SuggestedOrder[];
  cities: { id: number }[];
}) {
  const rest = suggestions.slice(FIRST);
  return (
    <>
      <Items suggestions={suggestions.slice(0, FIRST)} cities={cities} />
      {rest.length > 0 && (
        <details className="border-line border-t pt-2">
          <summary className="text-accent">其余 {rest.length} 件</summary>
          <Items suggestions={rest} cities={cities} />
        </details>
      )}
    </>
  );
}

function Items({ suggestions, cities }: Parameters<typeof SuggestionList>[0]) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {suggestions.map(({ point, city, light, reason, suggestion }) => (
        <li
          key={`${point.number}-${city.id}`}
          className="grid items-center gap-x-4 gap-y-2 py-2.5 sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          <div>
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <GradeMark grade={suggestion.grade} />
              <Link href={paths.point(point.number)} className="font-semibold hover:underline">
                第 {point.number} 项 {point.title}
              </Link>
              <strong className={`text-sm ${cityText(cities, city.id)}`}>{city.shortName}侧</strong>
              <LightMark light={light} className="text-sm" />
            </p>
            <p className="text-sm">{suggestion.because}</p>
            {/* The mark says the light's name. */}
            <p className="text-ink-2 text-sm">{reason.slice(reason.indexOf("：") + 1)}</p>
          </div>
          <ButtonLink href={paths.newOrder({ point: point.number, city: city.id })}>
            拟发督办单
            <span className="sr-only">
              ：第 {point.number} 项{city.shortName}侧
            </span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
