import type { getRunning } from "@/lib/deliveries/queries";
import type { FormState } from "@/lib/form-state";
import { dayTime } from "@/lib/format";
import { ActionButton } from "../shell/action-button";
import { ScrollBox } from "../ui/scroll-box";
import { TableHead } from "../ui/table-head";

type Job = Awaited<ReturnType<typeof getRunning>>["jobs"][number];

const TASKS: Record<string, string> = { deliver: "发送提醒", upkeep: "每日清理" };

/** Jobs not done yet, those given up first, each to be run at once. */
export function JobTable({
  jobs,
  retry,
}: {
  jobs: Job[];
  retry: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  return (
    <ScrollBox label="未完成的任务，可左右滚动">
      <table className="w-full min-w-[40rem]">
        <caption className="sr-only">未完成的任务，已停止重试的在前</caption>
        <TableHead names={["任务", "状态", "已试", "最近一次失败", "操作"]} />
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id} className="border-line border-b align-top last:border-0">
              <th scope="row" className="whitespace-nowrap py-2 pr-4 text-left font-semibold">
                {TASKS[job.task] ?? job.task}
                <span className="block font-normal text-ink-2 text-sm">{job.key}</span>
              </th>
              <td className="py-2 pr-4">
                <State job={job} />
              </td>
              <td className="whitespace-nowrap py-2 pr-4">
                {job.attempts} / {job.maxAttempts} 次
              </td>
              <td className="min-w-48 break-words py-2 pr-4 text-sm">{job.lastError ?? "无"}</td>
              <td className="whitespace-nowrap py-2">
                {!job.running && (
                  <ActionButton
                    action={retry}
                    name="jobId"
                    value={job.id}
                    about={job.key ?? job.task}
                  >
                    立即重试
                  </ActionButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function State({ job }: { job: Job }) {
  if (job.running) return <span className="text-blue">正在运行</span>;
  if (job.attempts >= job.maxAttempts) {
    return <span className="font-semibold text-red">已停止重试</span>;
  }
  return (
    <>
      等待
      <span className="block text-ink-2 text-sm">不早于 {dayTime(job.runAt)}</span>
    </>
  );
}
