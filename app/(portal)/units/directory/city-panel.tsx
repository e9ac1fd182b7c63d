import { CityForm } from "@/components/directory/city-form";
import { Link } from "@/components/ui/link";
import type { CityRow } from "@/lib/directory/cities";
import { citySeal } from "@/lib/directory/rules";
import { paths } from "@/lib/paths";
import { saveCityAction } from "./actions";

/** The cities in their order, each to be corrected, and a form for a new one. */
export function CityPanel({ cities, chosen }: { cities: CityRow[]; chosen: CityRow | undefined }) {
  return (
    <>
      <h2 className="mb-2 font-semibold text-lg">城市</h2>
      {cities.length === 0 ? (
        <p className="mb-3 text-ink-2 text-sm">
          还没有城市。先登记城市，再新增单位或导入名录；导入通知时，通知里的城市也会自动登记。
        </p>
      ) : (
        <ol className="mb-3 divide-y divide-line border-line border-y">
          {cities.map((city) => (
            <li key={city.id} className="flex items-baseline justify-between gap-3 py-1.5">
              <span>
                {city.order}. {city.name}
                <span className="text-ink-2 text-sm">　简称{city.shortName}</span>
              </span>
              <Link
                href={`${paths.directory({ panel: "cities", city: city.id })}#panel`}
                aria-current={city.id === chosen?.id ? "true" : undefined}
                className="text-accent hover:underline aria-[current]:font-semibold"
              >
                更正<span className="sr-only">{city.name}</span>
              </Link>
            </li>
          ))}
        </ol>
      )}
      <h3 className="mb-2 flex flex-wrap justify-between gap-3 font-semibold">
        {chosen ? `更正${chosen.name}` : "新增城市"}
        {chosen && (
          <Link
            href={`${paths.directory({ panel: "cities" })}#panel`}
            className="font-normal text-accent hover:underline"
          >
            新增城市
          </Link>
        )}
      </h3>
      <CityForm
        key={chosen?.id ?? 0}
        action={saveCityAction}
        city={chosen ?? null}
        seal={chosen ? citySeal(chosen) : ""}
      />
    </>
  );
}
