import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { MyReportList } from "@/components/updates/my-report-list";
import { FilterLine } from "@/components/views/filter-line";
import { month } from "@/lib/format";
import { listMyReports } from "@/lib/inbox/queries";
import { isSettled, monthCount, reportAfter, reportNamed, standingText } from "@/lib/inbox/rules";
import { getMyStanding } from "@/lib/inbox/standing";
import { paths } from "@/lib/paths";
import { mayEver } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { AcknowledgementLine } from "../acknowledgement-line";
import { Frame } from "../frame";
import { OtherPlansLine } from "../other-plans-line";
import { OwedAnswers } from "./owed-answers";

export const metadata: Metadata = { title: "我的填报" };

/** What became of the report one comes from. */
const OUTCOMES = ["sent", "asked", "saved"] as const;

/** 我的填报: the list; `?next=1` goes straight to the first report still owed. */
export default async function UpdatesPage({ searchParams }: PageProps<"/updates">) {
  const actor = await requireActor();
  const now = today();
  const all = await answer(listMyReports(actor, now));
  const { next, sent, asked, of, state } = await searchParams;
  const owed = state === "owed";
  const reports = owed ? all.filter((report) => report.owed) : all;
  const first = reports.find((report) => !isSettled(report));
  const following = next === "saved" ? reportAfter(reports, of) : first;
  if (next !== undefined && following) {
    const how = OUTCOMES.find((outcome) => outcome === next);
    const named = reportNamed(all, of) ? String(of) : undefined;
    redirect(paths.newUpdate(following.assignmentId, following.month, { after: how, of: named }));
  }
  const { earlier } = monthCount(all);
  const standing = await answer(getMyStanding(actor, now));
  const { period } = standing;
  const sentence = standingText(standing, now);
  const name = reportNamed(all, of)?.name ?? "";
  return (
    <Frame current="updates">
      <p className="text-ink-2 text-sm">
        {actor.unitName} · {actor.post}
      </p>
      <h1 className="mb-4 font-bold text-xl">
        我的填报{" "}
        <span className="font-normal text-ink-2 text-lg">
          {period && period.all > 0
            ? `${month(period.month)} · ${period.done}/${period.all} 已报`
            : sentence}
          {period?.locked && period.missed > 0 && `，已锁定，缺报 ${period.missed} 项`}
          {earlier > 0 && `，另有往月 ${earlier} 份待报`}
        </span>
      </h1>
      {(sent === "1" || next === "sent") && (
        <Notice>{name}已提交，正在等待审核；审核前可以撤回修改。</Notice>
      )}
      {next === "saved" && <Notice>{name}已保存为草稿，没有其他待填的了。</Notice>}
      {(asked === "1" || next === "asked") && <Notice>{name}已送审签，由审签人报送。</Notice>}
      <OwedAnswers actor={actor} today={now} />
      <AcknowledgementLine actor={actor} />
      <OtherPlansLine actor={actor} path={paths.updates()} />
      <Card
        title={first ? "待办与已报" : sentence}
        aside={
          first && (
            <ButtonLink href={paths.newUpdate(first.assignmentId, first.month)} look="primary">
              从第一条开始填
            </ButtonLink>
          )
        }
      >
        <FilterLine
          chosen={[owed && "待报"]}
          all={paths.updates()}
          here={paths.updates({ state: owed ? "owed" : undefined })}
        />
        {reports.length === 0 ? (
          <Empty>{owed ? "没有待报的进展。" : `${sentence}。`}</Empty>
        ) : (
          <MyReportList
            reports={reports}
            today={now}
            several={new Set(reports.map((report) => report.unitName)).size > 1}
          />
        )}
      </Card>
      {mayEver(actor, "hand-over.make") && (
        <p className="mt-4">
          <Link href={paths.handOver()} className="text-accent underline underline-offset-2">
            交接给本单位同事
          </Link>
        </p>
      )}
    </Frame>
  );
}
