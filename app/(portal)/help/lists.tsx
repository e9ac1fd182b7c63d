/** How boards, lists and comparisons belong together. */
export function Lists() {
  return (
    <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
      {LINES.map(([name, text]) => (
        <div key={name} className="contents">
          <dt className="font-semibold">{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const LINES: [string, string][] = [
  [
    "数字即清单",
    "总览和各章的每个数字都能点开，行数与数字一致。清单可按章、城市、责任单位、办理时限、标注筛选，可按章、城市、单位、状态、时限分组；条件写在标题和网址里，点“清除筛选”恢复全部。选了城市或责任单位，状态、标注、进度和最新进展都按该市、该单位所在的一侧：对方城市没有报送，不算在本市单位头上。分组的清单导出 Excel，各组名称在第一列合并。",
  ],
  [
    "变化",
    "比较两天日终的情况，默认从上一个填报截止日到统计截止日。期间转过又转回的、提出又解决的问题不在其中。",
  ],
  ["两市对比", "各市同一把尺，竖线为序时进度；打印时第二个城市用斜纹，黑白也能分清。"],
  [
    "自动更新",
    "打开着的看板在有进展通过审核、分工调整等变化时自行更新，位置和展开的内容不变，变了的格子短暂加框。正在填写时不更新；选了过去某一天的页面不变。自动更新不算操作，不延长登录时间。",
  ],
  ["排列", "责任单位按名录顺序，也可选按名称或要点数；不按进度排名。"],
];
