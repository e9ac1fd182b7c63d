import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { targetHref } from "@/components/directives/directive-parts";
import { IssueForm } from "@/components/directives/issue-form";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { issueDesk } from "@/lib/dashboards/directives";
import { getBoard } from "@/lib/dashboards/queries";
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
      <Card title="要办的事" className="max-w-3xl">
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
    </Frame>
  );
}
