import { cookies } from "next/headers";
import type { ReactElement, ReactNode } from "react";
import { AsOfControl } from "@/components/shell/as-of-control";
import { Bell } from "@/components/shell/bell";
import { Seal } from "@/components/shell/brand";
import { DemonstrationBanner } from "@/components/shell/demonstration-banner";
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
import { NO_BADGES } from "@/lib/inbox/rules";
import { paths } from "@/lib/paths";
import { demonstrationDate, isDemonstration } from "@/lib/platform/clock";
import { type Actor, may } from "@/lib/policy";
import { requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { setThemeAction, signOutAction } from "./actions";
import { Drawn } from "./drawn";
import { KeepTyping } from "./keep-typing";
import { Landing } from "./landing";
import { LiveBoard } from "./live-board";
import { menu } from "./menu";
import { OpenPalette } from "./open-palette";
import { PlanInAddress } from "./plan-in-address";
import { SoftNavigation } from "./soft-navigation";

/**
 * Puts a page into the portal's frame. `current` marks its menu entry; `asOf` with `path` gives it
 * the 统计截止 control, and every link of the menu the same day; a board of today, and a page that is
 * `live` without such a control, keeps itself up to date, one of an earlier day stands still.
 */
export async function Frame({
  current,
  asOf,
  path,
  query = {},
  live = path !== undefined,
  thumb,
  children,
}: {
  current: string;
  asOf?: IsoDate;
  path?: string;
  query?: Record<string, string>;
  live?: boolean;
  thumb?: boolean;
  children: ReactNode;
}) {
  const actor = await requireActor();
  const now = today();
  const day = asOf ?? now;
  const board = may(actor, "plan.read") && actor.plan ? await getBoard(actor, day) : null;
  const badges = board ? await getBadges(actor, now) : NO_BADGES;
  const carried = day === now ? undefined : day;
  const theme = (await cookies()).get("theme")?.value;
  const standing = demonstrationDate();
  const groups: NavigationGroups = {
    ...menu(
      actor,
      badges,
      board && day === now
        ? {
            directives: countDirectivesFor(actor, board),
            orders: countDirectivesFor(actor, { directives: board.orders }),
          }
        : { directives: 0, orders: 0 },
      carried,
    ),
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
  const shownDemonstration = isDemonstration() || actor.plan?.demonstration === true;
  return (
    <Shell
      // As high as its column, so that the menu stays in sight however long the page is.
      menu={drawn(
        `menu ${shown}`,
        () => (
          <SideMenu
            cities={cities}
            year={actor.plan?.several ? board?.plan.year : undefined}
            home={home}
            groups={groups}
            current={current}
            asOf={carried}
          />
        ),
        "lg:h-full",
      )}
      thumb={
        thumb === false
          ? undefined
          : drawn(`thumb ${shown}`, () => <ThumbMenu groups={groups} current={current} />)
      }
      stamp={`对口合作督办　截至 ${day}${shownDemonstration ? "　演示数据" : ""}`}
      banner={
        shownDemonstration && (
          <DemonstrationBanner date={standing} ahead={day > now ? day : undefined} />
        )
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
          <KeepTyping owner={actor.name} />
          <Landing />
          {actor.plan?.several && current !== "plans" && <PlanInAddress plan={actor.plan.id} />}
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
      {actor.plan && live && day === now && (
        <LiveBoard plan={actor.plan.id} revision={actor.plan.revision} />
      )}
      {children}
    </Shell>
  );
}

function scopeName(actor: Actor, cities: { id: number; name: string }[]): string {
  return (
    cities.find((city) => city.id === actor.cityId)?.name ?? (cities.length > 0 ? "两市" : "全局")
  );
}
