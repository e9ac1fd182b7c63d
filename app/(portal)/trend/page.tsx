import type { Metadata } from "next";
import { TrendChart, TrendKey } from "@/components/charts/trend-chart";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getTrends } from "@/lib/dashboards/chapter-trends";
import { expectedAhead } from "@/lib/dashboards/trend";
import { chineseNumeral } from "@/lib/format";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Drawn } from "../drawn";
import { Frame } from "../frame";
import { TrendNow } from "./trend-now";

export const metadata: Metadata = { title: "趋势" };

export default async function TrendPage({ searchParams }: PageProps<"/trend">) {
  const asOf = parseAsOf((await searchParams).asOf);
  const actor = await requireActor();
  const trends = await answer(getTrends(actor, asOf));
  const carried = asOf === today() ? undefined : asOf;
  return (
    <Frame current="trend" asOf={asOf} path={paths.trend()}>
      <Drawn
        of={trends.board}
        name={`trends ${carried}`}
        draw={() => <TrendBody trends={trends} asOf={carried} />}
      />
    </Frame>
  );
}

function TrendBody({
  trends: { board, whole, chapters },
  asOf,
}: {
  trends: Awaited<ReturnType<typeof getTrends>>;
  asOf: string | undefined;
}) {
  const months = board.periods.map(({ month }) => month);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
        <h1 className="font-bold text-xl">
          趋势{" "}
          <span className="font-normal text-ink-2 text-lg">
            两市每月月底进度与序时进度，同一把尺，截至 {board.asOf}
          </span>
        </h1>
        <TrendKey cities={board.cities} />
      </div>
      <Card title={board.plan.title} note="全部要点">
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-3 lg:grid-cols-[minmax(0,1fr)_18rem]">
          <TrendChart
            trend={whole}
            ahead={expectedAhead(board, board.points)}
            cities={board.cities}
            months={months}
            caption="全部要点两市进度走势与序时进度"
          />
          <TrendNow trend={whole} cities={board.cities} />
        </div>
      </Card>
      <div className="mt-4 grid gap-4 sm:grid-cols-2 xl:grid-cols-3 print:grid-cols-2">
        {chapters.map(({ number, title, points, trend }) => (
          <Card
            key={number}
            title={
              <Link href={paths.chapter(number, { asOf })} className="hover:underline">
                <span className="mr-1.5 font-song text-seal">{chineseNumeral(number)}</span>
                {title}
              </Link>
            }
          >
            <TrendChart
              trend={trend}
              ahead={expectedAhead(board, points)}
              cities={board.cities}
              months={months}
              caption={`第${chineseNumeral(number)}章两市进度走势与序时进度`}
            />
          </Card>
        ))}
      </div>
    </>
  );
}
