import { Link } from "../ui/link";
import { Seal } from "./brand";
import { Navigation, type NavigationGroups } from "./navigation";

/** One menu: the side of a wide screen, and what 更多 opens on a phone. */
export function SideMenu({
  cities,
  home,
  groups,
  current,
  asOf,
  year,
}: {
  cities: { shortName: string }[];
  /** told where somebody may open several plans */
  year: number | undefined;
  home: string;
  groups: NavigationGroups;
  current: string;
  /** carried by the menu's links; undefined for today */
  asOf: string | undefined;
}) {
  return (
    <nav
      id="all-pages"
      popover="auto"
      aria-label="主菜单"
      className="card fixed inset-x-3 bottom-16 m-0 max-h-[75dvh] w-auto overflow-y-auto p-3 shadow-lg lg:sticky lg:top-0 lg:block lg:h-dvh lg:max-h-none lg:w-full lg:rounded-none lg:border-0 lg:py-4 lg:shadow-none"
    >
      <Link href={home} className="mb-3 hidden items-center gap-3 rounded-lg px-2 lg:flex">
        <Seal cities={cities} />
        <span>
          <span className="block font-bold text-lg leading-tight">对口合作督办</span>
          <span className="block text-ink-2 text-sm">
            {cities.map((city) => city.shortName).join(" — ")}
            {year !== undefined && `　${year} 年`}
          </span>
        </span>
      </Link>
      <Navigation groups={groups} current={current} asOf={asOf} />
      {/* Stands over the last lines while more is below; at the end it has scrolled past them. */}
      <span aria-hidden="true" className="menu-more" />
    </nav>
  );
}
