import { ROLE_NAMES } from "@/lib/glossary";
import type { Actor } from "@/lib/policy";

const DUTIES: Record<keyof typeof ROLE_NAMES, string[]> = {
  STAFF: [
    "每月在“我的填报”里逐项填写完成进度、本期进展、存在问题和下步打算；内容自动保存，可随时回来接着写。",
    "进度比上期低，或报到 100%，要在“进度说明”里写明原因或依据；有问题要选明需要哪一级协调。",
    "提交后到审核前可以撤回；被退回的，按退回原因修改后再次提交。",
    "草稿只有本单位看得到，审核通过后各方可见。",
    "收到批示的，在“批示台账”里打开，就地答复并附材料；要求补充的，按意见再答复。",
  ],
  REVIEWER: [
    "在“审核”里逐条处理本市单位提交的进展：通过，或写明原因退回，可指明是哪一栏的问题。",
    "进度下降、增长过快、报 100% 无佐证、与上期雷同、连续两期未报的排在最前，请重点核对；没有异常的可以一次通过多条。",
    "退回时点选类别，把话写在要改的栏目旁边，填报单位只看到要改的地方。",
    "单位申请办结的，先核验，再确认销号，两市各自确认；情况有变可以写明原因重新办理。",
    "批示的答复可以代领导认可或要求补充，记录写明是谁办的。",
    "“需要协调”列出没有解决的问题和天数；“催办”可选单位、改文字后发送，次数和答复都有记录。",
  ],
  LEADER: [
    "“总览”一屏看全部要点：数字为要点序号，颜色和形状为亮灯；“需要关注”列出滞后的要点和原因。",
    "点任何一个数字或格子，都能看到背后的要点、单位和填报原文。",
    "改“统计截止”可以回看任何一天的情况。",
    "在要点、章和单位页点“批示”，选承办单位和答复时限，发出即送达；答复到了会立即收到消息，可以认可，也可以要求补充。",
    "点“已阅”留下当天的记录；点“关注”的事项列在“我的关注”，每周第一个工作日汇总变化。",
  ],
  ADMIN: [
    "在“责任分工”里调整各要点的责任单位和角色；先处理标注“集合单位待明确”的要点，正文点名的单位系统会建议纳入。",
    "分工从保存当天起生效，以前的分工和进展照旧保留；改错了可以当场撤销。",
    "在责任单位页设置单位审签和工作交接；在“节假日”里维护放假和调休，提醒按工作日计算。",
    "在“数据接口”里为其他系统创建或停用只读令牌；在“后台任务”里看提醒和发信是否正常。",
  ],
  AUDITOR: [
    "在“审计日志”里查看每一次登录和改动：何时、何人、从何处、改了什么。",
    "“校验链条”逐条核对校验值，能发现记录被改动、删除或调换次序。",
  ],
};

/** The reader's own role stands first and open. */
export function Duties({ role }: { role: Actor["role"] }) {
  const roles = Object.keys(DUTIES) as (keyof typeof DUTIES)[];
  const ordered = [...roles].sort((a, b) => Number(b === role) - Number(a === role));
  return (
    <div className="divide-y divide-line border-line border-t">
      {ordered.map((key) => (
        <details key={key} open={key === role} className="py-2">
          <summary className="font-semibold">
            {ROLE_NAMES[key]}
            {key === role && <span className="font-normal text-ink-2 text-sm">（您的岗位）</span>}
          </summary>
          <ul className="mt-1 list-disc space-y-1 pl-5">
            {DUTIES[key].map((duty) => (
              <li key={duty}>{duty}</li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}
