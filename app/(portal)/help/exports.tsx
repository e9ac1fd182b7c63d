import { Link } from "@/components/ui/link";
import { paths } from "@/lib/paths";
import type { Actor } from "@/lib/policy";

const READS_BULLETINS = ["REVIEWER", "LEADER", "ADMIN"];

/** What leaves the portal: ledger, bulletins, paper, calendar, programs. */
export function Exports({ role }: { role: Actor["role"] }) {
  return (
    <ul className="list-disc space-y-1.5 pl-5">
      <li>
        <strong>台账</strong>
        ：要点、章、单位页，批示台账、督办单台账、需要协调、填报情况上方的“导出”，行、列、次序和页面上一样，筛选写在表头；可选
        Excel、按城市分表、按单位分表或
        CSV。时限延过的，“办理时限”是现在的日期，“时限调整”写原日期和第几次延期。“变化”页的“导出
        Excel”每个清单一张表。Excel 已设好 A3
        横向打印、表头每页重复。批示和督办单只导出本人看得到的。每次导出都记入审计日志。
      </li>
      <li>
        <strong>月报、通报</strong>
        ：按某一天的看板生成初稿，可选详版或简版，写明自上一期月报（没有的自上次填报截止）以来的变化；逐节修改，“预览
        Word”看公文格式，“印发”后编号存档，不能再改；有没保存的文字，预览和印发都会先请您“全部保存”；起草以后数据有变化的，先点“按现在的数据更新”才能印发；下载的文件可用校验值（SHA-256）核对是否原件。
        {READS_BULLETINS.includes(role) && (
          <>
            {" "}
            <Link href={paths.bulletins()} className="text-accent underline">
              打开月报
            </Link>
          </>
        )}
      </li>
      <li>
        <strong>打印</strong>：用浏览器的打印（Ctrl +
        P），菜单和按钮不会印出来，深色主题也印成浅色，每页写明截至日期。宽表自动横排，时间轴印成
        A3。黑白打印时，灯用形状和文字也分得清。
      </li>
      {role !== "AUDITOR" && (
        <li>
          <strong>日历订阅</strong>：在
          <Link href={`${paths.notifications()}#calendar-feed`} className="text-accent underline">
            消息页
          </Link>
          生成地址，加到手机或电脑的日历里：填报截止、要点时限、节点、批示和督办单答复时限、议定事项时限。填报员看到本单位的，其他岗位看到所辖城市的。地址相当于钥匙，泄露后请重新生成。
        </li>
      )}
      <li>
        <strong>数据接口</strong>
        ：其他系统凭管理员发的令牌读取已审核的进展、要点、单位、批示和督办单；接口说明（OpenAPI）在{" "}
        <code>/api/v1/openapi.json</code>。只能读，不能写；每个令牌每天读过什么，记入审计日志。
      </li>
    </ul>
  );
}
