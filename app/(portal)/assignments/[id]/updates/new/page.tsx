import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { TagMark } from "@/components/status/light";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { MyReportList } from "@/components/updates/my-report-list";
import { getBoard } from "@/lib/dashboards/queries";
import { expectedOn } from "@/lib/dashboards/trend";
import { isIsoDate } from "@/lib/dates";
import { dueDay, month as monthName } from "@/lib/format";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import { listMyReports } from "@/lib/inbox/queries";
import { monthCount, reportNamed } from "@/lib/inbox/rules";
import { paths } from "@/lib/paths";
import { getReportForm } from "@/lib/progress/queries";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../../../frame";
import { ReportAside } from "./report-aside";
import { ReportBody } from "./report-body";

export const metadata: Metadata = { title: "填报进展" };

const parameters = z.object({
  id: rowId,
  month: z.string().refine(isIsoDate).optional(),
  correct: z.literal("1").optional(),
});

export default async function NewUpdatePage({
  params,
  searchParams,
}: PageProps<"/assignments/[id]/updates/new">) {
  const query = await searchParams;
  const asked = parameters.safeParse({
    id: (await params).id,
    month: query.month,
    correct: query.correct,
  });
  if (!asked.success) notFound();
  const actor = await requireActor();
  const now = today();
  const { id, month, correct } = asked.data;
  const [form, reports, board] = await Promise.all([
    answer(getReportForm(actor, id, month, now)),
    answer(listMyReports(actor, now)),
    answer(getBoard(actor, now)),
  ]);
  const count = monthCount(reports);
  const before = reportNamed(reports, query.of)?.name ?? "上一条";
  // A report of a past month is measured by the day it was due.
  const late = form.period.dueOn < now ? form.period.dueOn : null;
  const expected = expectedOn(board, form.point.number, late ?? now) ?? 0;
  return (
    <Frame current="updates" thumb={false}>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm lg:hidden">
        <Link href={paths.updates()} className="inline-flex items-center gap-1 hover:underline">
          <Icon name="left" size={14} />
          我的填报（{count.done}/{count.all} 已报）
        </Link>
      </nav>
      <p className="hidden text-ink-2 text-sm lg:block">
        {form.unit.name} · {actor.post}
      </p>
      <h1 className="mb-4 font-bold text-xl max-lg:sr-only">
        我的填报{" "}
        <span className="font-normal text-ink-2 text-lg">
          {count.month && monthName(count.month)} · {count.done}/{count.all} 已报
          {count.earlier > 0 && `，另有往月 ${count.earlier} 份待报`}
        </span>
      </h1>
      {query.after === "sent" && <Notice>{before}已提交，正在等待审核。</Notice>}
      {query.after === "saved" && <Notice>{before}已保存为草稿。</Notice>}
      {query.after === "asked" && <Notice>{before}已送审签。</Notice>}
      <div className="grid items-start gap-4 lg:grid-cols-[17rem_minmax(0,1fr)] xl:grid-cols-[17rem_minmax(0,1fr)_19rem]">
        <div className="card max-h-[80dvh] overflow-y-auto p-2 max-lg:hidden">
          <MyReportList
            reports={reports}
            current={{ assignmentId: form.assignmentId, month: form.period.month }}
            today={now}
            several={new Set(reports.map((report) => report.unitName)).size > 1}
          />
        </div>
        <div className="card p-4 sm:p-5">
          <p className="mb-3 flex flex-wrap items-center gap-2 text-ink-2 text-sm">
            <TagMark>{`${ASSIGNMENT_ROLE_NAMES[form.role]}单位`}</TagMark>
            {monthName(form.period.month)}进展，{dueDay(form.period.dueOn, now)}截止
          </p>
          <ReportBody
            actor={actor}
            form={form}
            today={now}
            expected={{ percent: expected, late }}
            correcting={form.corrects && (correct === "1" || form.state === "RETURNED")}
          />
        </div>
        <ReportAside form={form} writer={actor.accountId} cities={board.cities} />
      </div>
    </Frame>
  );
}
