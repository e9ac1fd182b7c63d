import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { type DirectiveView, directivesFor } from "@/lib/dashboards/directives";
import { ordersFor } from "@/lib/dashboards/orders";
import { getBoard, getChapterDashboard } from "@/lib/dashboards/queries";
import { chineseNumeral } from "@/lib/format";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Drawn } from "../../drawn";
import { Frame } from "../../frame";
import { LeaderActions } from "../../leader-actions";
import { ChapterBody } from "./chapter-body";

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
  if (!chapter) notFound();
  const exports = may(actor, "ledger.export");
  const carried = asOf === today() ? undefined : asOf;
  // Units see fewer directives than others: who sees the same shares what is drawn.
  const here = (each: DirectiveView) => each.chapterNumber === chapter.number;
  const directives = directivesFor(actor, board).filter(here);
  const orders = ordersFor(actor, board).filter(here);
  return (
    <Frame current={`chapter-${chapter.number}`} asOf={asOf} path={paths.chapter(chapter.number)}>
      <div className="screen-only float-right ml-3 flex flex-wrap gap-2 max-sm:float-none max-sm:mb-3 max-sm:ml-0">
        <LeaderActions
          actor={actor}
          board={board}
          thing={{ kind: "chapter", id: chapter.id, number: chapter.number }}
          editable={carried === undefined}
        />
      </div>
      <Drawn
        of={board}
        name={`chapter ${chapter.number} ${carried} ${exports} ${[...directives, ...orders].map(({ id }) => id)}`}
        draw={async () => (
          <ChapterBody
            dashboard={await getChapterDashboard(actor, chapter.number, asOf)}
            directives={directives}
            orders={orders}
            asOf={carried}
            exports={exports}
          />
        )}
      />
    </Frame>
  );
}
