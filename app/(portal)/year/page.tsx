import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cityText } from "@/components/status/city";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { ScrollBox } from "@/components/ui/scroll-box";
import { TableHead } from "@/components/ui/table-head";
import { MorePeriods } from "@/components/year/more-periods";
import { PeriodTable } from "@/components/year/period-table";
import { PublicationForm } from "@/components/year/publication-form";
import { ThresholdForm } from "@/components/year/threshold-form";
import { listBurdens, type UnitBurden } from "@/lib/burdens/queries";
import type { Board } from "@/lib/dashboards/board";
import { getBoard } from "@/lib/dashboards/queries";
import { monthsText, yearMonth } from "@/lib/format";
import { countProposedIndicators } from "@/lib/indicators/queries";
import { paths } from "@/lib/paths";
import {
  monthsAdded,
  monthsNotAsked,
  monthsToAdd,
  overdueOpen,
  usualDue,
} from "@/lib/periods/rules";
import { may } from "@/lib/policy";
import { getPublication } from "@/lib/publications/queries";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { NoPlan } from "../no-plan";
import {
  addPeriodAction,
  closePublicationAction,
  lockOverdueAction,
  lockPeriodAction,
  openPublicationAction,
  removePeriodAction,
  reopenPeriodAction,
  setDueDayAction,
  setPeriodDueAction,
  thresholdsAction,
} from "./actions";

export const metadata: Metadata = { title: "年度设置" };

export default async function YearPage() {
  const actor = await requireActor();
  if (!may(actor, "year.manage")) notFound();
  if (!actor.plan) return <NoPlan current="year" title="年度设置" />;
  const now = today();
  const [board, burdens, publication, proposed] = await Promise.all([
    answer(getBoard(actor, now)),
    answer(listBurdens(actor, now)),
    answer(getPublication(actor)),
    answer(countProposedIndicators(actor)),
  ]);
  const months = board.periods.map(({ month }) => month);
  const coming = board.periods.filter(({ month }) => month > now);
  return (
    <Frame current="year">
      <div className="mb-4">
        <h1 className="font-bold text-xl">年度设置</h1>
        <p className="text-ink-2 text-sm">
          {board.plan.title}。改动从当天或所选日期起生效，以前的日期照旧。节假日在
          <Link href={paths.calendar()} className="text-accent underline">
            节假日表
          </Link>
          里维护，指标在
          <Link href={paths.indicators()} className="text-accent underline">
            量化指标
          </Link>
          里维护。
        </p>
        {proposed > 0 && (
          <p className="mt-2 w-fit rounded-lg border border-edge bg-mark px-4 py-2">
            从原文读出的量化指标有 <strong>{proposed} 条待确认</strong>：
            <Link href={paths.indicators({ state: "PROPOSED" })} className="text-accent underline">
              逐条核对
            </Link>
          </p>
        )}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        <div className="grid gap-4">
          <Card title="填报期" note="锁定后不再接收填报和更正" id="periods">
            <Beyond board={board} />
            <PeriodTable
              periods={board.periods}
              over={overdueOpen(board.periods, now)}
              today={now}
              setDue={setPeriodDueAction}
              lock={lockPeriodAction}
              lockAll={lockOverdueAction}
              reopen={reopenPeriodAction}
              remove={removePeriodAction}
            />
            <MorePeriods
              months={monthsToAdd(months, latestDue(board))
                .map((month) => ({
                  ...{ month, dueOn: usualDue(month, board.periods) },
                  count: monthsAdded(month, months).length,
                }))
                .filter(({ dueOn }) => dueOn >= now)}
              add={addPeriodAction}
              setDay={setDueDayAction}
            />
          </Card>
          <Card title="填报负担" note="每月请各单位填多少栏；不统计登录和个人">
            <Burdens burdens={burdens} board={board} />
          </Card>
        </div>
        <div className="grid gap-4">
          <Card title="亮灯阈值" note="按填报期生效">
            <ThresholdForm
              action={thresholdsAction}
              thresholds={board.thresholds}
              starts={[
                { value: now, label: `今天（${now}）` },
                ...coming.map(({ month }) => ({ value: month, label: `${yearMonth(month)}起` })),
              ]}
            />
          </Card>
          <Card title="公开页" note="默认关闭">
            <PublicationForm
              standing={publication}
              href={paths.publicPage({ plan: board.plan.id })}
              open={openPublicationAction}
              close={closePublicationAction}
            />
            <p className="mt-3 flex flex-wrap gap-x-4 border-line border-t pt-3">
              <Link href={paths.releases()} className="text-accent underline">
                逐份放行进展
              </Link>
              <Link href={paths.publicPreview()} className="text-accent underline">
                预览公开页
              </Link>
            </p>
          </Card>
        </div>
      </div>
    </Frame>
  );
}

/** Points under way that are due later than the last period. */
function pointsBeyond({ points, periods }: Board) {
  return points.filter(
    ({ dueOn, light }) => light !== "COMPLETED" && monthsNotAsked(periods, dueOn).length > 0,
  );
}

function latestDue(board: Board) {
  return pointsBeyond(board)
    .map(({ dueOn }) => dueOn)
    .sort()
    .at(-1);
}

/** For which of them months are to be added. */
function Beyond({ board }: { board: Board }) {
  const beyond = pointsBeyond(board);
  const last = latestDue(board);
  if (last === undefined) return null;
  return (
    <p className="mb-2 rounded-lg border border-edge bg-mark px-3 py-1.5 text-sm">
      {beyond.map(({ number, dueOn }) => (
        <span key={number}>
          <Link href={paths.point(number)} className="text-accent underline">
            第 {number} 项
          </Link>
          （{dueOn}）
        </span>
      ))}
      的时限晚于最后一期：{monthsText(monthsNotAsked(board.periods, last))}
      没有填报期，不会请单位填报，请在下面“增加填报期”。
    </p>
  );
}

function Burdens({ burdens, board }: { burdens: UnitBurden[]; board: Board }) {
  const total = burdens.reduce((sum, { fields }) => sum + fields, 0);
  const mean = burdens.length === 0 ? 0 : Math.round(total / burdens.length);
  return (
    <>
      <p className="mb-2 text-sm">
        {burdens.length} 个单位每月共 {total} 栏，平均每家 {mean} 栏。每项要点 4
        栏（进度、进展、问题、打算），另加它的指标和举措。
      </p>
      <ScrollBox label="各单位每月填报的栏数，可上下滚动" className="max-h-96 overflow-y-auto">
        <table className="w-full text-sm">
          <caption className="sr-only">各单位每月填报的栏数，多的在前</caption>
          <TableHead names={["单位", "要点", "指标", "举措", "每月栏数"]} />
          <tbody>
            {burdens.map(({ unit, points, indicators, items, fields }) => (
              <tr key={unit.id} className="border-line border-b last:border-0">
                <th scope="row" className="py-1 pr-3 text-left font-normal">
                  <span className={cityText(board.cities, unit.cityId)}>{unit.name}</span>
                </th>
                <td className="py-1 pr-3">{points}</td>
                <td className="py-1 pr-3">{indicators}</td>
                <td className="py-1 pr-3">{items}</td>
                <td className="py-1 font-semibold">{fields}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}
