import { notFound } from "next/navigation";
import { ResolutionForm, type ResolutionPoint } from "@/components/meetings/resolution-form";
import { SlideKeys } from "@/components/meetings/slide-keys";
import { ChapterSlide, PlanSlide, Resolutions } from "@/components/meetings/slides";
import { ActionButton } from "@/components/shell/action-button";
import { ServerNews } from "@/components/shell/server-news";
import { ButtonLink, buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { Board, Chapter, Point } from "@/lib/dashboards/board";
import { attentionOf, getBoard } from "@/lib/dashboards/queries";
import { withoutMembers } from "@/lib/dashboards/shares";
import type { MeetingRecord } from "@/lib/meetings/queries";
import { paths } from "@/lib/paths";
import { demonstrationDate, isDemonstration } from "@/lib/platform/clock";
import { type Actor, may } from "@/lib/policy";
import { answer } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { AskMembers } from "../../ask-members";
import { LiveBoard } from "../../live-board";
import { SoftNavigation } from "../../soft-navigation";
import { addResolutionAction, takeBackResolutionAction } from "../actions";

/** 投屏: one slide for the plan, one a chapter, one for what was settled; without the portal's frame. */
export async function Presentation({
  actor,
  meeting,
  slide,
}: {
  actor: Actor;
  meeting: MeetingRecord;
  slide: number;
}) {
  const board = await answer(getBoard(actor, today()));
  const last = board.chapters.length + 1;
  const chapter = board.chapters[slide - 1];
  const attention = chapter ? attentionOf(chapter.points) : [];
  if (slide > last) notFound();
  const records = meeting.open && may(actor, "meeting.run");
  const { resolutions } = meeting;
  const silent = withoutMembers(
    (chapter?.points ?? []).filter(({ units }) => units.every(({ group }) => group !== "NONE")),
    (unit) => may(actor, "assignment.ask-members", unit),
  );
  const takeBack = (resolution: { id: number; text: string }) =>
    records && (
      <ActionButton
        action={takeBackResolutionAction}
        name="actionItemId"
        value={resolution.id}
        about={`“${resolution.text}”`}
      >
        撤下
      </ActionButton>
    );
  return (
    <div className="flex min-h-dvh flex-col bg-card">
      <SoftNavigation />
      <ServerNews />
      {actor.plan && <LiveBoard plan={actor.plan.id} revision={actor.plan.revision} onSlides />}
      <div className="flex grow flex-col gap-8 p-5 sm:p-10 xl:flex-row">
        <main id="content" tabIndex={-1} className="min-w-0 grow outline-none">
          {slide === 0 && <PlanSlide board={board} />}
          {chapter && (
            <ChapterSlide
              board={board}
              chapter={chapter}
              attention={attention}
              settled={<SettledHere meeting={meeting} chapter={chapter} act={takeBack} />}
            />
          )}
          {slide === last && (
            <>
              <h1 className="mb-6 font-bold font-song text-3xl sm:text-4xl">议定事项</h1>
              {resolutions.length === 0 ? (
                <p className="text-2xl text-ink-2">还没有记下议定事项。</p>
              ) : (
                <div className="text-lg leading-normal sm:text-2xl">
                  <Resolutions resolutions={resolutions} day={today()} act={takeBack} />
                </div>
              )}
            </>
          )}
        </main>
        {records && chapter && (
          <aside
            aria-label="记录议定事项"
            className="card screen-only h-fit shrink-0 p-5 xl:w-[24rem]"
          >
            <h2 className="mb-3 font-semibold text-lg">记录议定事项</h2>
            <ResolutionForm
              key={chapter.id}
              action={addResolutionAction}
              meetingId={meeting.id}
              slot={`${actor.name}:${meeting.id}:${chapter.number}`}
              points={pointsOf(chapter, attention)}
            />
            {silent.length > 0 && (
              <div className="mt-4 border-line border-t pt-3 text-sm">
                <AskMembers points={silent}>
                  第 {silent.join("、")} 项只有集合单位，成员明确以前记不了议定事项。
                </AskMembers>
              </div>
            )}
          </aside>
        )}
      </div>
      <SlideBar meeting={meeting} board={board} slide={slide} last={last} />
    </div>
  );
}

function SettledHere({
  meeting,
  chapter,
  act,
}: {
  meeting: MeetingRecord;
  chapter: Chapter;
  act: Parameters<typeof Resolutions>[0]["act"];
}) {
  const numbers = new Set(chapter.points.map((point) => point.number));
  const here = meeting.resolutions.filter(({ point }) => numbers.has(point.number));
  if (here.length === 0) return null;
  return (
    <section className="mt-8 text-lg leading-normal sm:text-xl" aria-label="本章议定事项">
      <h2 className="mb-2 font-semibold">本章议定事项</h2>
      <Resolutions resolutions={here} day={today()} act={act} />
    </section>
  );
}

function SlideBar({
  meeting,
  board,
  slide,
  last,
}: {
  meeting: MeetingRecord;
  board: Board;
  slide: number;
  last: number;
}) {
  const to = (number: number) => paths.meeting(meeting.id, { slide: number });
  const demonstration = isDemonstration() ? `演示数据（${demonstrationDate() ?? "当天"}） · ` : "";
  return (
    <nav
      aria-label="幻灯片"
      className="screen-only sticky bottom-0 flex flex-wrap items-center gap-3 border-line border-t bg-page px-5 py-3 sm:px-10"
    >
      <Turn href={to(Math.max(0, slide - 1))} name="previous" shown={slide > 0}>
        上一页
      </Turn>
      <Turn href={to(Math.min(last, slide + 1))} name="next" shown={slide < last}>
        下一页
      </Turn>
      <span className="text-ink-2">
        {slide + 1} / {last + 1}
      </span>
      <span className="grow text-ink-2 text-sm max-sm:hidden">
        {demonstration}
        {meeting.title} · 截至 {board.asOf} · ← → 翻页，↑ ↓ 空格先滚动、到头翻页
      </span>
      {/* The keys' own, led to whatever slide they ask for. */}
      <a href={to(slide)} data-slide hidden>
        本页
      </a>
      <SlideKeys slide={slide} last={last} />
      <ButtonLink href={paths.meeting(meeting.id)}>退出投屏</ButtonLink>
    </nav>
  );
}

function Turn({
  href,
  name,
  shown,
  children,
}: {
  href: string;
  name: "previous" | "next";
  shown: boolean;
  children: string;
}) {
  if (!shown) return null;
  return (
    <Link href={href} rel={name === "next" ? "next" : "prev"} className={buttonClass()}>
      {children}
    </Link>
  );
}

/** What the form offers: the chapter's points in the order of the slide, each with its units. */
function pointsOf(chapter: Chapter, attention: Point[]): ResolutionPoint[] {
  const rest = chapter.points.filter((point) => !attention.includes(point));
  return [...attention, ...rest].map(({ id, number, title, units }) => ({
    id,
    number,
    title,
    units: units
      .filter((share) => share.group === "NONE")
      .map(({ unit }) => ({ id: unit.id, name: unit.name })),
  }));
}
