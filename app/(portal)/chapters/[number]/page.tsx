import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getChapterDashboard } from "@/lib/dashboards/queries";
import { chineseNumeral } from "@/lib/format";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Drawn } from "../../drawn";
import { Frame } from "../../frame";
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
  const dashboard = await answer(getChapterDashboard(actor, number.data, asOf));
  const { board, chapter } = dashboard;
  const exports = may(actor, "ledger.export");
  const carried = asOf === today() ? undefined : asOf;
  return (
    <Frame current={`chapter-${chapter.number}`} asOf={asOf} path={paths.chapter(chapter.number)}>
      <Drawn
        of={board}
        name={`chapter ${chapter.number} ${carried} ${exports}`}
        draw={() => <ChapterBody dashboard={dashboard} asOf={carried} exports={exports} />}
      />
    </Frame>
  );
}
