import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { getBoard } from "@/lib/dashboards/queries";
import { type Actor, may } from "@/lib/policy";
import { DEFAULT_THRESHOLDS, type Thresholds } from "@/lib/status/rules";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { Directives } from "./directives";
import { Duties } from "./duties";
import { Exports } from "./exports";
import { Finding } from "./finding";
import { LightRules } from "./light-rules";
import { Lists } from "./lists";
import { Meetings } from "./meetings";
import { Orders } from "./orders";
import { People } from "./people";
import { Reporting } from "./reporting";
import { Running } from "./running";
import { TimeHelp } from "./time";
import { Words } from "./words";

export const metadata: Metadata = { title: "使用帮助" };

const SECTIONS = [
  { id: "duties", title: "各岗位做什么" },
  { id: "reporting", title: "怎样填报" },
  { id: "directives", title: "批示、已阅和关注" },
  { id: "orders", title: "督办单" },
  { id: "meetings", title: "联席会议" },
  { id: "running", title: "单位、分工与年度设置" },
  { id: "finding", title: "搜索与视图" },
  { id: "words", title: "常用词" },
  { id: "lights", title: "亮灯规则" },
  { id: "percents", title: "进度怎么算" },
  { id: "time", title: "节点、时限与看板" },
  { id: "as-of", title: "统计截止" },
  { id: "exports", title: "导出与接口" },
  { id: "lists", title: "看板、清单与比较" },
  { id: "people", title: "账号、密码与审计" },
  { id: "keys", title: "键盘操作" },
];

/** The same page for every role: what the words mean, how figures come about, who does what. */
export default async function HelpPage() {
  const actor = await requireActor();
  const thresholds = await thresholdsFor(actor);
  return (
    <Frame current="help">
      <h1 className="font-bold text-xl">使用帮助</h1>
      <nav aria-label="本页内容" className="screen-only mt-1 mb-4">
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {SECTIONS.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} className="text-accent hover:underline">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-4">
        <Card title="各岗位做什么" id="duties">
          <Duties role={actor.role} />
        </Card>
        <Card title="怎样填报" id="reporting">
          <Reporting />
        </Card>
        <Card title="批示、已阅和关注" id="directives">
          <Directives />
        </Card>
        <Card title="督办单" id="orders">
          <Orders />
        </Card>
        <Card title="联席会议" id="meetings">
          <Meetings />
        </Card>
        <Card title="单位、分工与年度设置" id="running">
          <Running />
        </Card>
        <Card title="搜索与视图" id="finding">
          <Finding />
        </Card>
        <Card title="常用词" id="words">
          <Words />
        </Card>
        <Card title="亮灯规则" id="lights" note="由系统按统一规则计算，任何人不能改灯">
          <LightRules thresholds={thresholds} />
        </Card>
        <Card title="进度怎么算" id="percents">
          <Percents />
        </Card>
        <Card title="节点、时限与看板" id="time">
          <TimeHelp />
        </Card>
        <Card title="统计截止" id="as-of">
          <p>
            页面右上角的“统计截止”可以选任何一天，页面即按那一天日终已经审核的进展、当时的分工重新计算；同一天任何时候打开，数字和亮灯都一样。日期写在网址里，把链接发给他人，看到的是同一天的情况。
          </p>
        </Card>
        <Card title="导出与接口" id="exports">
          <Exports role={actor.role} />
        </Card>
        <Card title="看板、清单与比较" id="lists">
          <Lists />
        </Card>
        <Card title="账号、密码与审计" id="people">
          <People />
        </Card>
        <Card title="键盘操作" id="keys">
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
            <Key name="Tab">到下一个链接、按钮或填写框；Shift + Tab 返回上一个。</Key>
            <Key name="Ctrl + K">搜索与前往（苹果电脑用 ⌘ + K）；↑ ↓ 选择，Enter 前往。</Key>
            <Key name="Ctrl + Enter">
              在填报、答复、批示等填写框里提交；审核页里是退回（苹果电脑用 ⌘ + Enter）。
            </Key>
            <Key name="J K A R">
              审核页：下一条、上一条、通过、退回；有异常的按两次 A
              才通过，写了意见的不通过；正在输入时不起作用，可在页面上关闭。
            </Key>
            <Key name="← → F">
              联席会议投屏：翻页（↑ ↓ 和 PageUp、PageDown 也可以）、全屏；正在输入时不起作用。
            </Key>
            <Key name="空格">展开或收起折叠的内容，勾选选项。</Key>
            <Key name="Esc">关闭弹出的菜单和日期选择。</Key>
            <Key name="← →">宽表格获得焦点后左右滚动。</Key>
          </dl>
          <p className="mt-2 text-ink-2 text-sm">
            打开页面后第一次按 Tab，可用“跳到正文”越过菜单。
          </p>
        </Card>
      </div>
    </Frame>
  );
}

function Percents() {
  return (
    <>
      <ol className="list-decimal space-y-1.5 pl-5">
        <li>只算审核通过的进度；草稿、待审和被退回的都不算。</li>
        <li>
          一市一侧：有牵头单位的，取牵头单位最近一次通过的进度；没有的，取该市各责任单位的平均值，未报过的按
          0 计。
        </li>
        <li>集合单位按已明确的成员单位计算；成员尚未明确的，按一家单位、进度 0 计。</li>
        <li>要点取两市平均（只涉及一市的取该市）；章和总体取各要点平均，不加权。</li>
        <li>
          序时进度：从工作要点印发日（0%）到要点办理时限（100%）按天均摊，设了节点的为到期节点的权重之和，在进度条上以竖线标出。
        </li>
        <li>进度报 100% 不等于办结，要由审核员核验销号后才是“已办结”。</li>
      </ol>
      <p className="mt-2 text-ink-2 text-sm">
        比较和亮灯都用四舍五入后的整数，与页面上看到的数字一致。
      </p>
    </>
  );
}

function Key({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt>
        <kbd className="whitespace-nowrap rounded border border-edge bg-sunken px-1.5 py-0.5 font-sans text-sm">
          {name}
        </kbd>
      </dt>
      <dd>{children}</dd>
    </>
  );
}

/** Those of the plan in force; whoever may not read it gets the usual ones. */
async function thresholdsFor(actor: Actor): Promise<Thresholds> {
  if (!may(actor, "plan.read") || !actor.plan) return DEFAULT_THRESHOLDS;
  return (await answer(getBoard(actor, today()))).thresholds;
}
