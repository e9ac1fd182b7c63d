import { ExportMenu } from "@/components/board/export-menu";
import { Overall } from "@/components/board/overall";
import { Reported } from "@/components/board/reported";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import type { ChapterDashboard } from "@/lib/dashboards/queries";
import { chineseNumeral } from "@/lib/format";
import { paths } from "@/lib/paths";

/** Where the chapter stands. `asOf` is carried by the links. */
export function ChapterPath({ number, asOf }: { number: number; asOf: string | undefined }) {
  return (
    <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
      <Link href={paths.overview({ asOf })} className="hover:underline">
        总览
      </Link>{" "}
      / 第{chineseNumeral(number)}章
    </nav>
  );
}

/** Its number, title and size, with who has reported. */
export function ChapterTitle({
  dashboard: { chapter, reporting },
  asOf,
}: {
  dashboard: ChapterDashboard;
  asOf: string | undefined;
}) {
  const units = new Set(
    chapter.points.flatMap((point) => point.units.map((share) => share.unit.id)),
  );
  const reported = reporting ? reporting.counts.APPROVED + reporting.counts.PENDING : 0;
  return (
    <div className="flex items-center gap-4">
      <span className="font-song text-[2rem] text-seal leading-none" aria-hidden="true">
        {chineseNumeral(chapter.number)}
      </span>
      <div>
        <h1 className="font-bold text-xl">{chapter.title}</h1>
        <p className="text-ink-2 text-sm">
          <Link href={paths.points({ chapter: chapter.number, asOf })} className="hover:underline">
            {chapter.points.length} 项要点
          </Link>{" "}
          ·{" "}
          <Link href={paths.units({ chapter: chapter.number, asOf })} className="hover:underline">
            {units.size} 家责任单位
          </Link>
          {reporting && (
            <Reported
              of={{ chapter: chapter.number }}
              reported={reported}
              due={reporting.squares.length}
              asOf={asOf}
            />
          )}
        </p>
      </div>
    </div>
  );
}

/** How far it is. */
export function ChapterFigures({
  dashboard: { chapter },
  asOf,
}: {
  dashboard: ChapterDashboard;
  asOf: string | undefined;
}) {
  return (
    <Overall
      label="章进度"
      value={chapter.percent}
      expected={chapter.expected}
      href={paths.points({ chapter: chapter.number, asOf })}
    />
  );
}

/** Its rows as a file, and the chapters beside it. */
export function ChapterTools({
  dashboard: { board, chapter },
  asOf,
  exports,
}: {
  dashboard: ChapterDashboard;
  asOf: string | undefined;
  /** whether this reader may take its rows as a file */
  exports: boolean;
}) {
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
      {exports && <ExportMenu query={{ chapter: chapter.number }} asOf={board.asOf} />}
      <Neighbours board={board} number={chapter.number} asOf={asOf} />
    </div>
  );
}

function Neighbours({
  board,
  number,
  asOf,
}: {
  board: { chapters: { number: number; title: string }[] };
  number: number;
  asOf: string | undefined;
}) {
  const index = board.chapters.findIndex((chapter) => chapter.number === number);
  const before = board.chapters[index - 1];
  const after = board.chapters[index + 1];
  return (
    <nav aria-label="前后章" className="flex gap-2">
      {before && (
        <ButtonLink
          href={paths.chapter(before.number, { asOf })}
          aria-label={`上一章：${before.title}`}
        >
          <Icon name="left" size={14} />第{chineseNumeral(before.number)}章
        </ButtonLink>
      )}
      {after && (
        <ButtonLink
          href={paths.chapter(after.number, { asOf })}
          aria-label={`下一章：${after.title}`}
        >
          第{chineseNumeral(after.number)}章
          <Icon name="right" size={14} />
        </ButtonLink>
      )}
    </nav>
  );
}
