import type { DeliveryRow } from "@/lib/deliveries/queries";
import type { FormState } from "@/lib/form-state";
import { dayTime } from "@/lib/format";
import { DELIVERY_CHANNEL_NAMES } from "@/lib/glossary";
import { ActionButton } from "../shell/action-button";
import { ScrollBox } from "../ui/scroll-box";
import { TableHead } from "../ui/table-head";

/** What was sent outside the portal, and what became of it; what is 不确定 may be sent once more. */
export function DeliveryTable({
  deliveries,
  repeat,
}: {
  deliveries: DeliveryRow[];
  repeat: (state: FormState, form: FormData) => Promise<FormState>;
}) {
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
                <Outcome delivery={each} />
                {each.state === "UNCERTAIN" && (
                  <ActionButton
                    action={repeat}
                    name="deliveryId"
                    value={String(each.id)}
                    about={`${DELIVERY_CHANNEL_NAMES[each.channel]} ${each.subject}`}
                  >
                    再发一次
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

function Outcome({ delivery: { state, sentAt, attempts, lastError } }: { delivery: DeliveryRow }) {
  switch (state) {
    case "SENT":
      return <span className="text-green">{sentAt && dayTime(sentAt)} 已发送</span>;
    case "SENDING":
      return <span className="text-blue">正在发送</span>;
    case "FAILED":
      return (
        <span className="text-red">
          试了 {attempts} 次：{lastError}
        </span>
      );
    case "UNCERTAIN":
      return (
        <span className="text-amber">
          <strong>不确定</strong>：{lastError ?? "发送中途停止"}
          ，可能已经送到，系统不会自动重发；请先核对，确未收到再发一次。
        </span>
      );
    default:
      return <>等待发送</>;
  }
}
