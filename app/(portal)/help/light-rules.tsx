import { LightMark } from "@/components/status/light";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { Light, Thresholds } from "@/lib/status/rules";

/** In the order in which they are tried; the first that holds decides. */
function rulesOf(thresholds: Thresholds): { light: Light; shape: string; rules: string[] }[] {
  const { severeGap, laggingGap, unreportedGraceDays, problemDays } = thresholds;
  return [
    { light: "COMPLETED", shape: "蓝色圆形带勾", rules: ["已经核验销号"] },
    { light: "NOT_STARTED", shape: "灰色虚线圆环", rules: ["还没到启动日期", "经批准暂停或取消"] },
    {
      light: "SEVERE",
      shape: "红色方形带感叹号",
      rules: [
        "过了办理时限还没有销号",
        `比序时进度落后 ${severeGap} 个百分点及以上`,
        `有节点逾期超过 ${thresholds.milestoneSevereDays} 天`,
      ],
    },
    {
      light: "UNREPORTED",
      shape: "灰色圆形带斜纹",
      rules: [`最近一期过了报送截止日 ${unreportedGraceDays} 天仍未报送（只缺这一期）`],
    },
    {
      light: "LAGGING",
      shape: "黄色三角形",
      rules: [
        "连续两期及以上未报送（并标注“连续几期未报送”）",
        `比序时进度落后 ${laggingGap} 个百分点及以上、不到 ${severeGap} 个百分点`,
        `有节点逾期不超过 ${thresholds.milestoneSevereDays} 天`,
        `距办理时限不到 ${thresholds.dueSoonDays} 天（含），进度低于 ${thresholds.dueSoonPercent}%`,
        `需市级及以上协调的问题超过 ${problemDays} 天没有解决`,
        "本期批准了延期",
        "本期把没有完成的节点改晚或移出，或者调低了序时进度",
      ],
    },
    { light: "ON_TRACK", shape: "绿色圆形", rules: ["以上情况都没有"] },
  ];
}

export function LightRules({ thresholds }: { thresholds: Thresholds }) {
  return (
    <>
      <p className="mb-2">
        两市各判一次，自上而下，先符合哪一条就亮哪一种灯；要点取两市中较重的一种，次序为：严重滞后、滞后预警、未报送、正常推进、未启动、已办结。每个灯旁都写明原因，以及怎样才能转绿。
      </p>
      <ScrollBox label="亮灯规则表，可左右滚动">
        <table className="w-full min-w-[32rem]">
          <caption className="sr-only">各种灯的形状和条件，按判定次序</caption>
          <thead>
            <tr className="border-line border-b text-ink-2 text-sm">
              {["灯", "形状", "什么时候亮"].map((head) => (
                <th key={head} scope="col" className="py-1.5 pr-4 text-left font-normal">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rulesOf(thresholds).map(({ light, shape, rules }) => (
              <tr key={light} className="border-line border-b align-top last:border-0">
                <th scope="row" className="py-2 pr-4 text-left">
                  <LightMark light={light} />
                </th>
                <td className="whitespace-nowrap py-2 pr-4 text-ink-2">{shape}</td>
                <td className="py-2">
                  <ul>
                    {rules.map((rule, index) => (
                      <li key={rule}>
                        {index > 0 && "或："}
                        {rule}
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="mt-2 text-ink-2 text-sm">
        两市进度相差超过 {thresholds.outOfStepGap} 个百分点的要点标注“不同步”。
      </p>
    </>
  );
}
