import { chineseNumeral } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { Light } from "@/lib/status/rules";
import { LIGHT_TONES } from "../status/light";
import { Bar } from "../ui/bar";
import { Icon, type IconName } from "../ui/icon";
import { Link } from "../ui/link";

export type NavigationItem = {
  key: string;
  href: string;
  label: string;
  icon: IconName;
  badge?: number;
};
export type NavigationChapter = { number: number; title: string; percent: number; light: Light };
export type NavigationGroups = {
  read: NavigationItem[];
  /** 看板 beyond 总览 */
  boards: NavigationItem[];
  chapters: NavigationChapter[];
  work: NavigationItem[];
  manage: NavigationItem[];
};

/** The whole menu; the same on the side of a wide screen and under 更多 on a phone. */
export function Navigation({
  groups,
  current,
  asOf,
}: {
  groups: NavigationGroups;
  current: string;
  asOf: string | undefined;
}) {
  return (
    <>
      <Items items={groups.read} current={current} compact />
      {groups.boards.length > 0 && <Heading>看板</Heading>}
      <Items items={groups.boards} current={current} compact />
      {groups.chapters.length > 0 && (
        <>
          <Heading>{chineseNumeral(groups.chapters.length)}章</Heading>
          <ul>
            {groups.chapters.map((chapter) => (
              <li key={chapter.number}>
                <Link
                  href={paths.chapter(chapter.number, { asOf })}
                  aria-current={current === `chapter-${chapter.number}` ? "page" : undefined}
                  className="grid grid-cols-[1.5rem_1fr_2.25rem] items-center rounded-lg px-2.5 py-1.5 text-sm lg:py-1 hover:bg-sunken aria-[current]:bg-chosen aria-[current]:font-semibold"
                >
                  <span className="font-song text-ink-2">{chineseNumeral(chapter.number)}</span>
                  <span className="truncate pr-2">{chapter.title}</span>
                  {/* Nothing done yet still shows the colour of its light. */}
                  <Bar
                    value={Math.max(4, chapter.percent)}
                    tone={LIGHT_TONES[chapter.light]}
                    height={4}
                  />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {groups.work.length > 0 && <Heading>办理</Heading>}
      <Items items={groups.work} current={current} />
      {groups.manage.length > 0 && <Heading>管理</Heading>}
      <Items items={groups.manage} current={current} />
    </>
  );
}

function Heading({ children }: { children: React.ReactNode }) {
  return <h2 className="px-2.5 pt-5 pb-1.5 lg:pt-3 lg:pb-1 text-ink-2 text-xs">{children}</h2>;
}

function Items({
  items,
  current,
  compact = false,
}: {
  items: NavigationItem[];
  current: string;
  /** two a row */
  compact?: boolean;
}) {
  return (
    <ul className={compact ? "grid grid-cols-2 text-sm" : undefined}>
      {items.map((item) => (
        <li key={item.key}>
          <Link
            href={item.href}
            aria-current={current === item.key ? "page" : undefined}
            className="flex items-center gap-2.5 rounded-lg px-2.5 py-2 lg:py-[0.3125rem] hover:bg-sunken aria-[current]:bg-chosen aria-[current]:font-semibold"
          >
            <Icon name={item.icon} />
            {item.label}
            <Badge count={item.badge} className="ml-auto" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function Badge({
  count,
  className = "",
}: {
  count: number | undefined;
  className?: string;
}) {
  if (!count) return null;
  return (
    <span
      className={`min-w-5 rounded-full bg-red-fill px-1.5 text-center text-white text-xs ${className}`}
    >
      {count}
      <span className="sr-only"> 项待办</span>
    </span>
  );
}
