import type { DeliveryRow } from "@/lib/deliveries/queries";
import { dayTime } from "@/lib/format";
import { DELIVERY_CHANNEL_NAMES } from "@/lib/glossary";
import { ScrollBox } from "../ui/scroll-box";
import { TableHead } from "../ui/table-head";

/** What was sent outside the portal, and what became of it. */
export function DeliveryTable({ deliveries }: { deliveries: DeliveryRow[] }) {
  return (
    <ScrollBox label="最近的发送，可左右滚动">
      <table className="w-full min-w-[40rem]">
        <caption className="sr-only">最近的发送，新的在前</caption>
        <TableHead names={["业务日期", "渠道", "发给", "标题", "结果"]} />
        <tbody>
          {deliveries.map((each) => (
            <tr key={each.id} className="border-line border-b align-top last:border-0">
              <th scope="row" className="whitespace-nowrap py-2 pr-4 text-left font-normal">
                {each.businessOn}
              </th>
              <td className="whitespace-nowrap py-2 pr-4">
                {DELIVERY_CHANNEL_NAMES[each.channel]}
              </td>
              <td className="py-2 pr-4">{each.channel === "MAIL" ? each.target : "工作群"}</td>
              <td className="py-2 pr-4">{each.subject}</td>
              <td className="min-w-48 break-words py-2">
                {each.sentAt ? (
                  <span className="text-green">{dayTime(each.sentAt)} 已发送</span>
                ) : each.attempts > 0 ? (
                  <span className="text-red">
                    试了 {each.attempts} 次：{each.lastError}
                  </span>
                ) : (
                  "等待发送"
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
