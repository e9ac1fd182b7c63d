import { Icon } from "../ui/icon";
import { Link } from "../ui/link";
import { Badge, type NavigationGroups, type NavigationItem } from "./navigation";
import { thumbItems } from "./thumb-items";

/** What a thumb reaches on a phone: the page of the whole, what is mine to do, and all the rest. */
export function ThumbMenu({
  groups,
  current,
}: {
  groups: Pick<NavigationGroups, "read" | "work" | "manage">;
  current: string;
}) {
  const items = thumbItems(groups);
  return (
    <nav
      aria-label="快捷菜单"
      className="screen-only fixed inset-x-0 bottom-0 z-20 border-line border-t bg-card pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="grid grid-cols-[repeat(auto-fit,minmax(0,1fr))]">
        {items.map((item) => (
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
