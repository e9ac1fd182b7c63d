import type { ReactNode } from "react";
import type { Board, Chapter, Point } from "@/lib/dashboards/board";
import type { IsoDate } from "@/lib/dates";
import { chineseNumeral, dueDay, gapText, monthDay, percent } from "@/lib/format";
import { LIGHT_NAMES } from "@/lib/glossary";
import { HALT_NAMES, standingText } from "@/lib/glossary-states";
import type { Resolution } from "@/lib/meetings/queries";
import type { Light } from "@/lib/status/rules";
import { cityText, cityTone } from "../status/city";
import { LightMark, LightShape } from "../status/light";
import { Bar } from "../ui/bar";

/** The first slide: the whole plan, chapter by chapter on one scale. */
export function PlanSlide({ board }: { board: Board }) {
  return (
    <>
      <SlideHead title={board.plan.title} value={board.percent} expected={board.expected} />
      <ul className="mt-6 flex flex-wrap gap-x-6 gap-y-2 text-xl sm:gap-x-10 sm:gap-y-3 sm:text-2xl">
        {(Object.keys(board.counts) as Light[]).map((light) => (
          <li key={light} className="flex items-center gap-3">
            <LightShape light={light} size={26} />
            {LIGHT_NAMES[light]} <strong>{board.counts[light]}</strong>
            {light === "NOT_STARTED" && haltedText(board.points)}
          </li>
        ))}
      </ul>
      <table className="mt-6 w-full text-base sm:text-xl xl:[@media(min-height:850px)]:text-2xl">
        <caption className="sr-only">各章两市进度</caption>
        <thead className="text-ink-2 text-sm sm:text-lg">
          <tr>
            <th scope="col" className="py-1 text-left font-normal">
              章
            </th>
            {board.cities.map((city) => (
              <th key={city.id} scope="col" className="py-1 text-left font-normal">
                {city.shortName}
              </th>
            ))}
            <th scope="col" className="whitespace-nowrap py-1 text-right font-normal">
              章进度
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-line border-y">
          {board.chapters.map((chapter) => (
            <tr key={chapter.id}>
              <th scope="row" className={`${ROW} pr-2 text-left font-semibold sm:pr-4`}>
                <span className="flex items-center gap-2 sm:gap-3">
                  <LightShape light={chapter.light} size={20} />
                  {chineseNumeral(chapter.number)}、{chapter.title}
                </span>
              </th>
              {board.cities.map((city) => (
                <td key={city.id} className={`${ROW} pr-2 sm:w-1/5 sm:pr-4`}>
                  <CityBar board={board} chapter={chapter} cityId={city.id} />
                </td>
              ))}
              <td className={`${ROW} text-right font-bold`}>{percent(chapter.percent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** （已暂停 1，已取消 1）: how many of those not under way are so by decision. */
function haltedText(points: Point[]): string {
  const parts = (["PAUSED", "CANCELLED"] as const).flatMap((halt) => {
    const count = points.filter(({ halted }) => halted === halt).length;
    return count > 0 ? [`${HALT_NAMES[halt]} ${count}`] : [];
  });
  return parts.length > 0 ? `（${parts.join("，")}）` : "";
}

function CityBar({ board, chapter, cityId }: { board: Board; chapter: Chapter; cityId: number }) {
  const side = chapter.cities.find((each) => each.city.id === cityId);
  if (!side) return <span className="text-ink-2">无任务</span>;
  return (
    <span className="items-center gap-3 sm:grid sm:grid-cols-[1fr_4rem]">
      <span className="block max-sm:hidden">
        <Bar
          value={side.percent}
          expected={chapter.expected}
          tone={cityTone(board.cities, cityId)}
          height={14}
        />
      </span>
      {percent(side.percent)}
    </span>
  );
}

/** A chapter: what needs somebody to act first, each with its reason, the rest in one line; all of them where nothing does. */
export function ChapterSlide({
  board,
  chapter,
  attention,
  settled,
}: {
  board: Board;
  chapter: Chapter;
  attention: Point[];
  /** what this meeting has settled about the chapter so far */
  settled: ReactNode;
}) {
  const rest = chapter.points.filter((point) => !attention.includes(point));
  const calm = attention.length === 0;
  return (
    <>
      <SlideHead
        title={`${chineseNumeral(chapter.number)}、${chapter.title}`}
        value={chapter.percent}
        expected={chapter.expected}
      />
      {calm && <p className="mt-6 text-xl sm:text-2xl">{calmText(chapter.points)}</p>}
      <ol className="mt-6 divide-y divide-line border-line border-y">
        {(calm ? chapter.points : attention).map((point) => (
          <li key={point.id} className="py-4">
            <p className="flex flex-wrap items-center gap-x-5 gap-y-1 font-semibold text-xl sm:text-2xl">
              {point.number}. {point.title}
              <LightMark light={point.light} className="text-lg sm:text-xl" />
            </p>
            {!calm && <p className="mt-1 text-lg sm:text-xl">{whyOf(point)}</p>}
            <p className="mt-1 flex flex-wrap gap-x-5 text-lg sm:gap-x-8 sm:text-xl">
              {point.sides.map((side) => (
                <span key={side.city.id} className={cityText(board.cities, side.city.id)}>
                  {side.city.shortName} {percent(side.percent)}
                </span>
              ))}
              <span className="text-ink-2">应达 {percent(point.expected)}</span>
            </p>
          </li>
        ))}
      </ol>
      {!calm && rest.length > 0 && (
        <ul
          className="mt-5 flex flex-wrap gap-x-8 gap-y-2 text-ink-2 text-lg sm:text-xl"
          aria-label="其余要点"
        >
          {rest.map((point) => (
            <li key={point.id} className="flex items-center gap-2">
              <LightShape light={point.light} size={16} />
              {point.number}. {point.title}（{standingText(point)}，{percent(point.percent)}）
            </li>
          ))}
        </ul>
      )}
      {settled}
    </>
  );
}

/** What there is to say of a chapter none of whose points needs somebody to act. */
function calmText(points: Point[]): string {
  const behind = points.filter(
    (point) => Math.round(point.percent) < Math.round(point.expected) && point.light === "ON_TRACK",
  );
  if (behind.length === 0) return "本章没有滞后预警、严重滞后和未报送的要点。";
  const named = behind.map(
    (point) => `第 ${point.number} 项 ${percent(point.percent)}（应达 ${percent(point.expected)}）`,
  );
  return `本章没有滞后预警、严重滞后和未报送的要点；略低于序时的有${named.join("、")}。`;
}

/** The reason without the light's name, which stands beside the title already. */
function whyOf({ reason }: Point): string {
  return reason.slice(reason.indexOf("：") + 1);
}

/** 议定事项 as they stand, with whatever a reader may do to each. */
export function Resolutions({
  resolutions,
  day,
  act,
}: {
  resolutions: Resolution[];
  /** on which they are read */
  day: IsoDate;
  act?: (resolution: Resolution) => ReactNode;
}) {
  return (
    <ol className="divide-y divide-line border-line border-y">
      {resolutions.map((resolution, index) => (
        <li
          key={resolution.id}
          id={`resolution-${resolution.id}`}
          className="flex flex-wrap items-start gap-x-4 gap-y-1 py-3"
        >
          <span className="font-semibold">{index + 1}.</span>
          <span className="min-w-0 grow basis-80">
            {resolution.text}
            <span className="block text-[0.85em] text-ink-2">
              第 {resolution.point.number} 项 ·{" "}
              {resolution.units
                .map(({ name, doneOn }) => name + (doneOn ? `（${monthDay(doneOn)}完成）` : ""))
                .join("、")}{" "}
              · {dueDay(resolution.dueOn, day)}前完成
            </span>
          </span>
          {act?.(resolution)}
        </li>
      ))}
    </ol>
  );
}

function SlideHead({ title, value, expected }: { title: string; value: number; expected: number }) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-10 gap-y-3">
      <h1 className="font-bold font-song text-3xl leading-tight sm:text-4xl">{title}</h1>
      <div className="w-full sm:w-96">
        <p className="flex items-baseline justify-between gap-4">
          <strong className="text-5xl leading-none">{percent(value)}</strong>
          <span className="text-ink-2 text-sm sm:text-lg">
            序时 {percent(expected)} · {gapText(value, expected)}
          </span>
        </p>
        <Bar value={value} expected={expected} height={14} />
      </div>
    </header>
  );
}

// Taller rows where the screen has room for all nine.
const ROW = "py-2 [@media(min-height:850px)]:py-3";
