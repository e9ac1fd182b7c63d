import { dayTime } from "@/lib/format";
import type { UpkeepRow } from "@/lib/upkeep/queries";
import { ScrollBox } from "../ui/scroll-box";
import { TableHead } from "../ui/table-head";

/** What the daily clearing found and took away. */
export function UpkeepTable({ runs }: { runs: UpkeepRow[] }) {
  return (
    <ScrollBox label="每日清理，可左右滚动">
      <table className="w-full min-w-[40rem]">
        <caption className="sr-only">每日清理，新的在前</caption>
        <TableHead
          names={["时间", "佐证材料", "清理材料", "清理登录失败记录", "清理已结束的会话"]}
        />
        <tbody>
          {runs.map((run) => (
            <tr key={run.at.toISOString()} className="border-line border-b align-top last:border-0">
              <th scope="row" className="whitespace-nowrap py-2 pr-4 text-left font-normal">
                {dayTime(run.at)}
              </th>
              <td className="py-2 pr-4">
                {run.evidenceFiles} 个
                {run.evidenceMissing > 0 && (
                  <span className="text-red">
                    ，其中 {run.evidenceMissing} 个文件丢失，请从备份恢复
                  </span>
                )}
              </td>
              <td className="py-2 pr-4">{run.evidenceDeleted} 个</td>
              <td className="py-2 pr-4">{run.failuresDeleted} 条</td>
              <td className="py-2">{run.sessionsDeleted} 个</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
