import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { targetHref } from "@/components/directives/directive-parts";
import { IssueForm } from "@/components/directives/issue-form";
import { Standing } from "@/components/directives/standing";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Board } from "@/lib/dashboards/board";
import { type DirectiveTarget, issueDesk } from "@/lib/dashboards/directives";
import { getBoard } from "@/lib/dashboards/queries";
import { isAcute, pointRows } from "@/lib/dashboards/rows";
import { addDays } from "@/lib/dates";
import { directiveTarget } from "@/lib/directives/schema";
import { DIRECTIVE_LEVEL_NAMES } from "@/lib/glossary";
import { targetName } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { AskMembers } from "../../ask-members";
import { Frame } from "../../frame";
import { issueDirectiveAction } from "../actions";

export const metadata: Metadata = { title: "批示" };

/** Days offered for an answer. */
const USUAL = 10;

export default async function NewDirectivePage({ searchParams }: PageProps<"/directives/new">) {
  const actor = await requireActor();
  const asked = directiveTarget.safeParse(await searchParams);
  if (!asked.success) notFound();
  const now = today();
  const board = await answer(getBoard(actor, now));
  const desk = issueDesk(actor, board, asked.data);
  if (!desk) notFound();
  const { target } = desk;
  return (
    <Frame current="directives">
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.directives()} className="hover:underline">
          批示台账
        </Link>{" "}
        / 新的批示
      </nav>
      <h1 className="mb-4 font-bold text-xl">
        <span className="text-seal">批示</span>：
        <Link href={targetHref(desk)} className="hover:underline">
          {targetName(desk)}
        </Link>
      </h1>
      <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4">
        <TargetStanding board={board} target={target} />
        <Card title="要办的事">
          {desk.cities.length === 0 ? (
            desk.withoutMembers.length === 0 ? (
              <Empty>没有可以承办的单位：承担单位不在您的城市。</Empty>
            ) : (
              <AskMembers points={desk.withoutMembers}>
                没有可以承办的单位：第 {desk.withoutMembers.join("、")}{" "}
                项只有集合单位，成员还没有明确。管理员在责任分工中明确以后，就能在这里批示。
              </AskMembers>
            )
          ) : (
            <IssueForm
              action={issueDirectiveAction}
              noun="批示"
              hidden={{ [target.kind]: target.kind === "unit" ? target.id : target.number }}
              rank={{ name: "level", names: DIRECTIVE_LEVEL_NAMES, offered: "NORMAL" }}
              groups={desk.cities}
              today={now}
              dueOn={addDays(now, USUAL)}
            />
          )}
        </Card>
      </div>
    </Frame>
  );
}

/** A point's own light; of a chapter and of a unit the points that need somebody to act. */
function TargetStanding({ board, target }: { board: Board; target: DirectiveTarget }) {
  const asked =
    target.kind === "unit"
      ? { unit: target.id }
      : target.kind === "chapter"
        ? { chapter: target.number }
        : null;
  const rows = asked ? pointRows(board, asked) : [];
  const acute = rows.filter(({ light }) => isAcute(light));
  const own = board.points.filter(
    ({ number }) => target.kind === "point" && number === target.number,
  );
  return (
    <Standing
      title="现在的情况"
      note={asked ? `${rows.length} 项，需要关注 ${acute.length} 项` : ""}
      things={[
        ...own.map(({ light, reason }) => ({ light, reason })),
        ...acute.map(({ light, reason, point }) => ({
          ...{ light, reason, name: `第 ${point.number} 项 ${point.title}` },
          href: paths.point(point.number),
        })),
      ]}
      none="没有滞后或未报送的要点。"
    />
  );
}
