import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { type DirectiveView, directivesFor } from "@/lib/dashboards/directives";
import { ordersFor } from "@/lib/dashboards/orders";
import { getBoard, getChapterDashboard } from "@/lib/dashboards/queries";
import { chineseNumeral, dueDay } from "@/lib/format";
import { paths } from "@/lib/paths";
import { chapterSince } from "@/lib/plan/places";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Drawn } from "../../drawn";
import { Frame } from "../../frame";
import { LeaderActions } from "../../leader-actions";
import { NotYet } from "../../not-yet";
import { ChapterBody } from "./chapter-body";
import { ChapterFigures, ChapterPath, ChapterTitle, ChapterTools } from "./chapter-head";

const numberParameter = rowId;

export async function generateMetadata({
  params,
}: PageProps<"/chapters/[number]">): Promise<Metadata> {
  const number = numberParameter.safeParse((await params).number);
  return { title: number.success ? `第${chineseNumeral(Math.min(99, number.data))}章` : "章" };
}

export default async function ChapterPage({
  params,
  searchParams,
}: PageProps<"/chapters/[number]">) {
  const number = numberParameter.safeParse((await params).number);
  if (!number.success) notFound();
  const asOf = parseAsOf((await searchParams).asOf);
  const actor = await requireActor();
  const board = await answer(getBoard(actor, asOf));
  const chapter = board.chapters.find((each) => each.number === number.data);
  if (!chapter) {
    const now = await answer(getBoard(actor, today()));
    const later = now.chapters.find((each) => each.number === number.data);
    const since = later ? chapterSince(later.id, now.points, asOf) : null;
    if (since === null) notFound();
    const what = `第${chineseNumeral(number.data)}章`;
    return (
      <NotYet
        {...{ current: "overview", since, asOf, what, path: paths.chapter(number.data) }}
        back={paths.chapter(number.data, { asOf: since === today() ? undefined : since })}
      >
        {what}是{dueDay(since, today())}通知更新时列入的。
      </NotYet>
    );
  }
  const exports = may(actor, "ledger.export");
  const carried = asOf === today() ? undefined : asOf;
  // Units see fewer directives than others: who sees the same shares what is drawn.
  const here = (each: DirectiveView) => each.chapterNumber === chapter.number;
  const directives = directivesFor(actor, board).filter(here);
  const orders = ordersFor(actor, board).filter(here);
  // Read once, and only where a part is not drawn yet.
  let read: ReturnType<typeof getChapterDashboard> | undefined;
  const dashboard = () => {
    read ??= getChapterDashboard(actor, chapter.number, asOf);
    return read;
  };
  return (
    <Frame current={`chapter-${chapter.number}`} asOf={asOf} path={paths.chapter(chapter.number)}>
      <Drawn
        of={board}
        name={`chapter-path ${chapter.number} ${carried}`}
        draw={() => <ChapterPath number={chapter.number} asOf={carried} />}
      />
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <Drawn
          of={board}
          name={`chapter-title ${chapter.number} ${carried}`}
          draw={async () => <ChapterTitle dashboard={await dashboard()} asOf={carried} />}
        />
        <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
          <Drawn
            of={board}
            name={`chapter-figures ${chapter.number} ${carried}`}
            draw={async () => <ChapterFigures dashboard={await dashboard()} asOf={carried} />}
          />
          <div className="screen-only flex flex-wrap gap-2">
            <LeaderActions
              actor={actor}
              board={board}
              thing={{ kind: "chapter", id: chapter.id, number: chapter.number }}
              editable={carried === undefined}
            />
          </div>
          <Drawn
            of={board}
            name={`chapter-tools ${chapter.number} ${carried} ${exports}`}
            draw={async () => (
              <ChapterTools dashboard={await dashboard()} asOf={carried} exports={exports} />
            )}
          />
        </div>
      </div>
      <Drawn
        of={board}
        name={`chapter ${chapter.number} ${carried} ${[...directives, ...orders].map(({ id }) => id)}`}
        draw={async () => (
          <ChapterBody
            dashboard={await dashboard()}
            directives={directives}
            orders={orders}
            asOf={carried}
          />
        )}
      />
    </Frame>
  );
}
