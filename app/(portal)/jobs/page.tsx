import type { Metadata } from "next";
import { DeliveryTable } from "@/components/jobs/delivery-table";
import { JobTable } from "@/components/jobs/job-table";
import { UpkeepTable } from "@/components/jobs/upkeep-table";
import { Card, Empty } from "@/components/ui/card";
import { configuredChannels, getRunning } from "@/lib/deliveries/queries";
import { dayTime } from "@/lib/format";
import { DELIVERY_CHANNEL_NAMES } from "@/lib/glossary";
import { listUpkeep } from "@/lib/upkeep/queries";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../frame";
import { repeatDeliveryAction, retryJobAction } from "./actions";

export const metadata: Metadata = { title: "后台任务" };

export default async function JobsPage() {
  const actor = await requireActor();
  const { jobs, deliveries, days } = await answer(getRunning(actor));
  const runs = await answer(listUpkeep(actor));
  const { mail, robots } = configuredChannels();
  const channels = [...(mail ? (["MAIL"] as const) : []), ...robots.map(({ kind }) => kind)];
  const failed = jobs.filter((job) => job.attempts >= job.maxAttempts).length;
  return (
    <Frame current="jobs">
      <h1 className="font-bold text-xl">后台任务</h1>
      <p className="mb-4 text-ink-2 text-sm">
        每个工作日 8:30 编制每日提醒并发送，被退回的随时发邮件；发送失败会自动重试，最后一次大约在 4
        小时后。
        {channels.length === 0
          ? "目前只在门户内提醒，没有设置邮件和群机器人。"
          : `目前还通过${channels.map((each) => DELIVERY_CHANNEL_NAMES[each]).join("、")}发送。`}
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card title="未完成的任务" note={`${jobs.length} 项，其中 ${failed} 项已停止重试`}>
          {jobs.length === 0 ? (
            <Empty>没有等待或失败的任务。</Empty>
          ) : (
            <JobTable jobs={jobs} retry={retryJobAction} />
          )}
        </Card>
        <Card title="每日提醒">
          {days.length === 0 ? (
            <Empty>还没有编制过每日提醒。</Empty>
          ) : (
            <ul className="grid gap-1">
              {days.map(({ businessOn, madeAt, digests }) => (
                <li key={businessOn}>
                  {businessOn}：{digests} 人有待办事项
                  <span className="text-ink-2">，{dayTime(madeAt)} 编制</span>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title="最近的发送" note="最近 100 次">
          {deliveries.length === 0 ? (
            <Empty>还没有通过邮件或群机器人发送过。</Empty>
          ) : (
            <DeliveryTable deliveries={deliveries} repeat={repeatDeliveryAction} />
          )}
        </Card>
        <Card title="每日清理" note="每天 3:20，一天以内的不动">
          {runs.length === 0 ? <Empty>还没有清理过。</Empty> : <UpkeepTable runs={runs} />}
        </Card>
      </div>
    </Frame>
  );
}
