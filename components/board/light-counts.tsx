import type { Light } from "@/lib/status/rules";
import { LightMark } from "../status/light";
import { Link } from "../ui/link";

const ORDER: Light[] = ["COMPLETED", "ON_TRACK", "LAGGING", "SEVERE", "UNREPORTED", "NOT_STARTED"];

/** How many points show each light; every count opens exactly its rows. */
export function LightCounts({
  counts,
  hrefOf,
  chosen,
}: {
  counts: Record<Light, number>;
  hrefOf: (light: Light) => string;
  chosen?: Light | undefined;
}) {
  return (
    <ul className="grid grid-cols-3 gap-1.5 min-[22rem]:max-sm:grid-cols-6 sm:gap-3 xl:grid-cols-6">
      {ORDER.map((light) => (
        <li key={light}>
          <Link
            href={hrefOf(light)}
            data-live={light}
            aria-current={chosen === light ? "true" : undefined}
            className="card block px-0.5 py-1.5 hover:border-edge aria-[current]:border-accent aria-[current]:bg-chosen max-sm:text-center sm:px-4 sm:py-3"
          >
            <LightMark light={light} className="max-sm:flex-col max-sm:gap-1 max-sm:text-xs" />
            <span className="block sm:mt-1">
              <span className="font-bold text-xl sm:text-2xl">{counts[light]}</span>
              <span className="text-ink-2 text-sm max-sm:hidden"> 项</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
