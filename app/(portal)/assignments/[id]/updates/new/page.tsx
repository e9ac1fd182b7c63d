import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { TagMark } from "@/components/status/light";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { MyReportList } from "@/components/updates/my-report-list";
import { ReportEditor } from "@/components/updates/report-editor";
import { SubmittedReportView } from "@/components/updates/submitted-report";
import { WithdrawForm } from "@/components/updates/withdraw-form";
import { getBoard } from "@/lib/dashboards/queries";
import { isIsoDate } from "@/lib/dates";
import { monthDay, monthDayTime, month as monthName } from "@/lib/format";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import { isSettled, listMyReports } from "@/lib/inbox/queries";
import { paths } from "@/lib/paths";
import { getReportForm, type ReportForm } from "@/lib/progress/queries";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../../../frame";
import { saveDraftAction, submitUpdateAction, withdrawUpdateAction } from "./actions";
import { ReportAside } from "./report-aside";

export const metadata: Metadata = { title: "填报进展" };

const parameters = z.object({
  id: rowId,
  month: z.string().refine(isIsoDate).optional(),
});

export default async function NewUpdatePage({
  params,
  searchParams,
}: PageProps<"/assignments/[id]/updates/new">) {
  const query = await searchParams;
  const asked = parameters.safeParse({ id: (await params).id, month: query.month });
  if (!asked.success) notFound();
  const actor = await requireActor();
  const now = today();
  const [form, reports, board] = await Promise.all([
    answer(getReportForm(actor, asked.data.id, asked.data.month, now)),
    answer(listMyReports(actor, now)),
    answer(getBoard(actor, now)),
  ]);
  const point = board.points.find((candidate) => candidate.number === form.point.number);
  const done = reports.filter(isSettled).length;
  return (
    <Frame current="updates" thumb={false}>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm lg:hidden">
        <Link href={paths.updates()} className="inline-flex items-center gap-1 hover:underline">
          <Icon name="left" size={14} />
          我的填报（{done}/{reports.length} 已报）
        </Link>
      </nav>
      <p className="hidden text-ink-2 text-sm lg:block">
        {form.unit.name} · {actor.post}
      </p>
      <h1 className="mb-4 font-bold text-xl max-lg:sr-only">
        我的填报{" "}
        <span className="font-normal text-ink-2 text-lg">
          {monthName(form.period.month)} · {done}/{reports.length} 已报
        </span>
      </h1>
      {query.after === "sent" && <Notice>上一条已提交，正在等待审核。</Notice>}
      <div className="grid items-start gap-4 lg:grid-cols-[17rem_minmax(0,1fr)] xl:grid-cols-[17rem_minmax(0,1fr)_19rem]">
        <div className="card max-h-[80dvh] overflow-y-auto p-2 max-lg:hidden">
          <MyReportList
            reports={reports}
            current={{ assignmentId: form.assignmentId, month: form.period.month }}
            several={new Set(reports.map((report) => report.unitName)).size > 1}
          />
        </div>
        <div className="card p-4 sm:p-5">
          <p className="mb-3 flex flex-wrap items-center gap-2 text-ink-2 text-sm">
            <TagMark>{`${ASSIGNMENT_ROLE_NAMES[form.role]}单位`}</TagMark>
            {monthName(form.period.month)}进展，{monthDay(form.period.dueOn)}截止
          </p>
          {form.returned && form.state === "RETURNED" && (
            <div className="mb-4 rounded-lg border border-red border-l-4 bg-red-soft px-4 py-3">
              <p className="font-semibold text-red">被退回：{form.returned.reason}</p>
              <p className="text-sm">
                {monthDayTime(new Date(form.returned.decidedAt))}审核退回，修改后请重新提交。
              </p>
            </div>
          )}
          <ReportBody form={form} expected={point?.expected ?? 0} />
        </div>
        <ReportAside form={form} point={point} board={board} />
      </div>
    </Frame>
  );
}

function ReportBody({ form, expected }: { form: ReportForm; expected: number }) {
  const heading = `${form.point.number}. ${form.point.title}`;
  const settled = form.current && (form.state === "PENDING" || form.state === "APPROVED");
  if (settled && form.current) {
    return (
      <>
        <h2 className="mb-3 font-bold text-lg">{heading}</h2>
        <p className="mb-3 rounded-lg bg-sunken px-4 py-2.5">
          {form.state === "PENDING"
            ? "已提交，正在等待审核。审核前可以撤回修改。"
            : "本期进展已通过审核，已计入看板。"}
        </p>
        <SubmittedReportView report={form.current} />
        {form.state === "PENDING" && (
          <WithdrawForm updateId={form.current.id} action={withdrawUpdateAction} />
        )}
      </>
    );
  }
  if (!form.open) {
    return (
      <>
        <h2 className="mb-3 font-bold text-lg">{heading}</h2>
        <p className="rounded-lg bg-sunken px-4 py-2.5">
          {monthName(form.period.month)}填报期已锁定，不再接收填报；如确需补报，请联系管理员。
        </p>
      </>
    );
  }
  return (
    <ReportEditor
      key={`${form.assignmentId}-${form.period.month}-${form.draftVersion}`}
      heading={heading}
      assignmentId={form.assignmentId}
      month={form.period.month}
      blocks={form.blocks}
      draftVersion={form.draftVersion}
      draftedAt={form.draft?.savedAt ?? null}
      previousPercent={form.previousPercent}
      expected={expected}
      notes={form.returned?.notes ?? {}}
      save={saveDraftAction}
      submit={submitUpdateAction}
    />
  );
}
