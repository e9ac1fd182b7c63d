import type { ReactNode } from "react";
import { paths } from "@/lib/paths";
import { Icon } from "../ui/icon";
import { Link } from "../ui/link";
import { Seal } from "./brand";
import { Badge, type NavigationGroups, type NavigationItem } from "./navigation";

/** The frame of every signed-in page: menu, head, banner, content, and a thumb's menu on phones. */
export function Shell({
  cities,
  menu,
  groups,
  current,
  asOf,
  head,
  search,
  bell,
  user,
  banner,
  thumb: hasThumb = true,
  children,
}: {
  cities: { shortName: string }[];
  menu: ReactNode;
  groups: Pick<NavigationGroups, "read" | "work" | "manage">;
  current: string;
  /** carried by the menu's links; undefined for today */
  asOf: string | undefined;
  head?: ReactNode;
  search: ReactNode;
  bell: ReactNode;
  user: ReactNode;
  banner?: ReactNode;
  /** false where the page keeps the thumb's place for its own actions */
  thumb?: boolean;
  children: ReactNode;
}) {
  const names = cities.map((city) => city.shortName).join(" — ");
  const home = paths.overview({ asOf });
  const thumb = [
    ...groups.read.slice(0, 1),
    ...groups.work,
    ...groups.manage,
    ...groups.read.slice(1),
  ].slice(0, 3);
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only-focusable card fixed top-2 left-2 z-50 px-4 py-2 font-semibold"
      >
        跳到正文
      </a>
      <div className="screen-only border-line bg-card lg:border-r">
        {/* One menu: the side of a wide screen, and what 更多 opens on a phone. */}
        <nav
          id="all-pages"
          popover="auto"
          aria-label="主菜单"
          className="card fixed inset-x-3 bottom-16 m-0 max-h-[75dvh] w-auto overflow-y-auto p-3 shadow-lg lg:sticky lg:top-0 lg:block lg:h-dvh lg:max-h-none lg:w-full lg:rounded-none lg:border-0 lg:py-4 lg:shadow-none"
        >
          <Link href={home} className="mb-5 hidden items-center gap-3 rounded-lg px-2 lg:flex">
            <Seal cities={cities} />
            <span>
              <span className="block font-bold text-lg leading-tight">对口合作督办</span>
              <span className="block text-ink-2 text-sm">{names}</span>
            </span>
          </Link>
          {menu}
        </nav>
      </div>
      <div className="flex min-w-0 flex-col">
        {banner && <section aria-label="数据说明">{banner}</section>}
        <header className="screen-only sticky top-0 z-20 border-line border-b bg-card">
          <div className="mx-auto flex h-14 w-full max-w-[90rem] items-center gap-3 px-4 sm:px-6">
            <Link href={home} className="flex items-center gap-2.5 lg:hidden" aria-label="总览">
              <Seal cities={cities} size={30} />
            </Link>
            <div className="ml-auto flex items-center gap-3">
              {head}
              {search}
              {bell}
              {user}
            </div>
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[90rem] grow px-4 pt-5 pb-28 outline-none sm:px-6 lg:pb-12"
        >
          {children}
        </main>
      </div>
      <nav
        aria-label="快捷菜单"
        hidden={!hasThumb}
        className="screen-only fixed inset-x-0 bottom-0 z-20 border-line border-t bg-card pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        <ul className="grid grid-cols-[repeat(auto-fit,minmax(0,1fr))]">
          {thumb.map((item) => (
            <li key={item.key}>
              <ThumbLink item={item} current={current} />
            </li>
          ))}
          <li>
            <button
              type="button"
              popoverTarget="all-pages"
              className="grid h-14 w-full place-items-center content-center gap-0.5 text-ink-2 text-xs"
            >
              <Icon name="more" />
              更多
            </button>
          </li>
        </ul>
      </nav>
    </div>
  );
}

function ThumbLink({ item, current }: { item: NavigationItem; current: string }) {
  return (
    <Link
      href={item.href}
      aria-current={current === item.key ? "page" : undefined}
      className="relative grid h-14 place-items-center content-center gap-0.5 text-ink-2 text-xs aria-[current]:font-semibold aria-[current]:text-accent"
    >
      <Icon name={item.icon} />
      {item.label}
      <Badge count={item.badge} className="absolute top-1.5 left-1/2 ml-2" />
    </Link>
  );
}
