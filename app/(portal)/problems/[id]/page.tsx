import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cityText } from "@/components/status/city";
import { TagMark } from "@/components/status/light";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getBoard } from "@/lib/dashboards/queries";
import { monthDay, month as monthName } from "@/lib/format";
import { PROBLEM_LEVEL_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { getProblem, type ProblemHistory } from "@/lib/problems/queries";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../frame";

export const metadata: Metadata = { title: "问题" };

/** One problem: what it is, who has to solve it, and everything that became of it, dated. */
export default async function ProblemPage({ params }: PageProps<"/problems/[id]">) {
  const id = rowId.safeParse((await params).id);
  if (!id.success) notFound();
  const actor = await requireActor();
  const problem = await answer(getProblem(actor, id.data, today()));
  const { cities } = await answer(getBoard(actor, today()));
  const { unit, point, closed } = problem;
  return (
    <Frame current="problems">
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.problems()} className="hover:underline">
          需要协调
        </Link>{" "}
        / 问题
      </nav>
      <h1 className="mb-2 font-bold text-xl">
        问题{" "}
        <span className="font-normal text-ink-2 text-lg">
          {closed ? `已于${monthDay(closed.on)}办结` : `${monthDay(problem.raisedOn)}起未解决`}
        </span>
      </h1>
      <p className="mb-4 text-sm">
        <Link
          href={paths.unit(unit.id)}
          className={`font-semibold hover:underline ${cityText(cities, unit.cityId)}`}
        >
          {unit.name}
        </Link>
        <span className="text-ink-2"> · </span>
        <Link href={paths.point(point.number)} className="text-ink-2 hover:underline">
          {point.number}. {point.title}
        </Link>
      </p>
      <div className="grid max-w-4xl gap-4">
        <Card title="存在问题" aside={<TagMark>{PROBLEM_LEVEL_NAMES[problem.level]}</TagMark>}>
          <p className="whitespace-pre-line break-words">{problem.text}</p>
          <p className="mt-2">
            <span className="text-ink-2">由谁解决：</span>
            {problem.owner || "未明确"}
          </p>
        </Card>
        <Card title="经过">
          <ol className="divide-y divide-line border-line border-t">
            {eventsOf(problem).map(({ on, text, by }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what happened stays in its place
              <li key={index} className="flex flex-wrap gap-x-3 py-2">
                <time dateTime={on} className="w-20 text-ink-2">
                  {monthDay(on)}
                </time>
                <span className="min-w-0 grow basis-60 break-words">{text}</span>
                <span className="text-ink-2 text-sm">{by}</span>
              </li>
            ))}
          </ol>
          <p className="mt-2 text-sm">
            <Link
              href={paths.history(problem.assignmentId)}
              className="text-accent hover:underline"
            >
              历次报送
            </Link>
          </p>
        </Card>
      </div>
    </Frame>
  );
}

function eventsOf({ raised, raisedOn, owners, closed }: ProblemHistory) {
  let owner = raised.owner;
  const changes = owners.map((change) => {
    const text = owner
      ? `由谁解决：由“${owner}”改为“${change.owner}”`
      : `由谁解决：明确为“${change.owner}”`;
    owner = change.owner;
    return { on: change.on, text, by: change.by };
  });
  const named = raised.owner && `，由${raised.owner}解决`;
  return [
    {
      on: raisedOn,
      text: `${monthName(raised.month)}进展提出，审核通过后立项${named}`,
      by: raised.by,
    },
    ...changes,
    ...(closed ? [{ on: closed.on, text: `办结：${closed.outcome}`, by: closed.by }] : []),
  ];
}
