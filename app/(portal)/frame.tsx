import { cookies } from "next/headers";
import type { ReactElement, ReactNode } from "react";
import { AsOfControl } from "@/components/shell/as-of-control";
import { Bell } from "@/components/shell/bell";
import { Seal } from "@/components/shell/brand";
import type { NavigationGroups } from "@/components/shell/navigation";
import { Shell } from "@/components/shell/shell";
import { SideMenu } from "@/components/shell/side-menu";
import { ThumbMenu } from "@/components/shell/thumb-menu";
import { UserMenu } from "@/components/shell/user-menu";
import { Link } from "@/components/ui/link";
import { countDirectivesFor } from "@/lib/dashboards/directives";
import { getBoard } from "@/lib/dashboards/queries";
import { type IsoDate, lastOfMonth } from "@/lib/dates";
import { month } from "@/lib/format";
import { getBadges } from "@/lib/inbox/queries";
import { paths } from "@/lib/paths";
import { demonstrationDate, isDemonstration } from "@/lib/platform/clock";
import { type Actor, may, mayEver } from "@/lib/policy";
import { requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { setThemeAction, signOutAction } from "./actions";
import { Drawn } from "./drawn";
import { LiveBoard } from "./live-board";
import { OpenPalette } from "./open-palette";
import { SoftNavigation } from "./soft-navigation";

/**
 * Puts a page into the portal's frame. `current` marks its menu entry; `asOf` with `path` gives it
 * the 统计截止 control, and every link of the menu the same day; a board of today keeps itself up to
 * date, one of an earlier day stands still.
 */
export async function Frame({
  current,
  asOf,
  path,
  query = {},
  thumb,
  children,
}: {
  current: string;
  asOf?: IsoDate;
  path?: string;
  query?: Record<string, string>;
  thumb?: boolean;
  children: ReactNode;
}) {
  const actor = await requireActor();
  const now = today();
  const day = asOf ?? now;
  const board = may(actor, "plan.read") && actor.plan ? await getBoard(actor, day) : null;
  const badges = board ? await getBadges(actor, now) : { toReport: 0, toReview: 0 };
  const carried = day === now ? undefined : day;
  const theme = (await cookies()).get("theme")?.value;
  const standing = demonstrationDate();
  const groups: NavigationGroups = {
    ...menu(actor, badges, board && day === now ? countDirectivesFor(actor, board) : 0, carried),
    chapters: (board?.chapters ?? []).map(({ number, title, percent, light }) => ({
      number,
      title,
      percent: Math.round(percent),
      light,
    })),
  };
  const cities = board?.cities ?? [];
  const home = paths.overview({ asOf: carried });
  // What the menus show besides the board; drawn once for all who see the same.
  const shown = JSON.stringify([
    current,
    carried,
    groups.read,
    groups.boards,
    groups.work,
    groups.manage,
  ]);
  const drawn = (name: string, draw: () => ReactElement, className?: string) =>
    board ? <Drawn of={board} name={name} draw={draw} className={className} /> : draw();
  return (
    <Shell
      menu={drawn(`menu ${shown}`, () => (
        <SideMenu cities={cities} home={home} groups={groups} current={current} asOf={carried} />
      ))}
      thumb={
        thumb === false
          ? undefined
          : drawn(`thumb ${shown}`, () => <ThumbMenu groups={groups} current={current} />)
      }
      stamp={`对口合作督办　截至 ${day}`}
      banner={
        (isDemonstration() || actor.plan?.demonstration) && <DemonstrationBanner date={standing} />
      }
      head={drawn(
        `head ${JSON.stringify([now, home, path, query])}`,
        () => (
          <>
            <Link href={home} className="flex items-center gap-2.5 lg:hidden" aria-label="总览">
              <Seal cities={cities} size={30} />
            </Link>
            <div className="ml-auto">
              {board && path !== undefined && (
                <AsOfControl
                  asOf={day}
                  today={now}
                  path={path}
                  query={query}
                  first={board.plan.issuedOn}
                  last={standing === null ? now : board.plan.dueOn}
                  choices={[
                    { label: "今天", date: now },
                    ...board.periods
                      .map((period) => lastOfMonth(period.month))
                      .filter((end) => end < now)
                      .map((end) => ({ label: `${month(end)}底`, date: end }))
                      .reverse(),
                  ]}
                />
              )}
            </div>
          </>
        ),
        "contents",
      )}
      bell={
        <>
          <Bell unread={actor.unread} />
          <SoftNavigation />
        </>
      }
      search={<OpenPalette owner={actor.name} />}
      user={
        <UserMenu
          name={actor.name}
          post={actor.post}
          scope={actor.unitName ?? scopeName(actor, board?.cities ?? [])}
          theme={theme === "light" || theme === "dark" ? theme : "auto"}
          setTheme={setThemeAction}
          signOut={signOutAction}
        />
      }
    >
      {actor.plan && path !== undefined && day === now && (
        <LiveBoard plan={actor.plan.id} revision={actor.plan.revision} />
      )}
      {children}
    </Shell>
  );
}

function menu(
  actor: Actor,
  badges: { toReport: number; toReview: number },
  /** what waits for this person */
  directives: number,
  asOf?: IsoDate,
) {
  const groups: NavigationGroups = { read: [], boards: [], chapters: [], work: [], manage: [] };
  if (may(actor, "plan.read")) {
    groups.read.push(
      { key: "overview", href: paths.overview({ asOf }), label: "总览", icon: "overview" },
      { key: "changes", href: paths.changes({ asOf }), label: "变化", icon: "changes" },
      { key: "compare", href: paths.compare({ asOf }), label: "两市对比", icon: "compare" },
      { key: "units", href: paths.units({ asOf }), label: "责任单位", icon: "units" },
      { key: "problems", href: paths.problems({ asOf }), label: "需要协调", icon: "problem" },
      { key: "views", href: paths.views(), label: "视图", icon: "view" },
    );
    groups.boards.push(
      { key: "heatmap", href: paths.heatmap({ asOf }), label: "热力图", icon: "heat" },
      { key: "trend", href: paths.trend({ asOf }), label: "趋势", icon: "trend" },
      { key: "timeline", href: paths.timeline({ asOf }), label: "时间轴", icon: "timeline" },
      { key: "due", href: paths.due({ asOf }), label: "到期日历", icon: "due" },
    );
  }
  if (mayEver(actor, "meeting.run")) {
    groups.read.push({
      key: "meetings",
      href: paths.meetings(),
      label: "联席会议",
      icon: "meeting",
    });
  }
  if (may(actor, "bulletin.read")) {
    groups.read.push({
      key: "bulletins",
      href: paths.bulletins(),
      label: "月报",
      icon: "bulletin",
    });
  }
  if (mayEver(actor, "draft.write")) {
    groups.work.push({
      key: "updates",
      href: paths.updates(),
      label: "我的填报",
      icon: "report",
      badge: badges.toReport,
    });
  }
  if (mayEver(actor, "update.review")) {
    groups.work.push({
      key: "reviews",
      href: paths.reviews(),
      label: "审核",
      icon: "review",
      badge: badges.toReview,
    });
  }
  if (mayEver(actor, "directive.read")) {
    groups.work.push({
      key: "directives",
      href: paths.directives({ asOf }),
      label: "批示台账",
      icon: "directive",
      badge: directives,
    });
  }
  if (mayEver(actor, "watch.keep")) {
    groups.work.push({ key: "watches", href: paths.watches(), label: "我的关注", icon: "watch" });
  }
  if (mayEver(actor, "reminder.send") || mayEver(actor, "reminder.answer")) {
    groups.work.push({ key: "reminders", href: paths.reminders(), label: "催办", icon: "nudge" });
  }
  if (may(actor, "assignment.change")) {
    groups.manage.push({
      key: "assignments",
      href: paths.assignments(),
      label: "责任分工",
      icon: "assign",
    });
  }
  if (may(actor, "api-token.manage")) {
    groups.manage.push({
      key: "api-tokens",
      href: paths.apiTokens(),
      label: "数据接口",
      icon: "token",
    });
  }
  if (may(actor, "calendar.change")) {
    groups.manage.push({
      key: "calendar",
      href: paths.calendar(),
      label: "节假日表",
      icon: "calendar",
    });
  }
  if (may(actor, "job.read")) {
    groups.manage.push({ key: "jobs", href: paths.jobs(), label: "后台任务", icon: "jobs" });
  }
  if (may(actor, "audit.read")) {
    groups.manage.push({ key: "audit", href: paths.audit(), label: "审计日志", icon: "audit" });
  }
  return groups;
}

function scopeName(actor: Actor, cities: { id: number; name: string }[]): string {
  return (
    cities.find((city) => city.id === actor.cityId)?.name ?? (cities.length > 0 ? "两市" : "全局")
  );
}

function DemonstrationBanner({ date }: { date: IsoDate | null }) {
  return (
    <p className="border-line border-b bg-mark px-4 py-1 text-center text-sm">
      <strong>演示数据</strong>：{date ? `业务日期停在 ${date}` : "业务日期为当天"}
      <span className="max-sm:hidden">，进展均为演示编制，不代表实际情况</span>
    </p>
  );
}
