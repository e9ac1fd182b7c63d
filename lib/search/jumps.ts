import "server-only";
import { getBoard } from "../dashboards/queries";
import type { IsoDate } from "../dates";
import { month } from "../format";
import { listMyReports } from "../inbox/queries";
import { isSettled } from "../inbox/rules";
import { paths } from "../paths";
import { type Actor, may, mayEver } from "../policy";
import { isCalled } from "../units/calling";
import { wordsOf } from "./rules";

/** A place to go to, or something the open page does itself. */
export type Jump = { label: string; note: string } & (
  | { href: string }
  | { does: "PRINT" | "AS_OF" | "SIGN_OUT" }
);

const MOST = 8;

/**
 * What the actor may do and where to, whose name contains every word; without words the usual ones.
 * `places` are those of the menu, which the web knows; `others` places of nouns that search does not.
 */
export async function listJumps(
  actor: Actor,
  query: string,
  today: IsoDate,
  { places, others }: { places: Jump[]; others: Jump[] },
): Promise<Jump[]> {
  // 批示14 as the label has it.
  const words = wordsOf(query.replace(/^\s*批示\s*([0-9０-９]{1,4})\s*项?\s*$/, "批示第$1项"));
  const usual = [...actions(actor), ...places, ...ALWAYS];
  if (words.length === 0) return usual;
  const all = [
    ...usual,
    ...others,
    ...(await reportsToWrite(actor, today)),
    ...(await directivesToIssue(actor, today)),
  ];
  return all.filter(({ label }) => isCalled(label, words)).slice(0, MOST);
}

/** What is done rather than looked at, and places within a page of the menu. */
function actions(actor: Actor): Jump[] {
  const reads = may(actor, "plan.read");
  const go = (allowed: boolean, label: string, href: string): Jump[] =>
    allowed ? [{ label, note: "前往", href }] : [];
  return [
    ...go(mayEver(actor, "draft.write"), "写下一条进展", paths.updates({ next: 1 })),
    ...go(mayEver(actor, "update.review"), "审核下一条", paths.reviews()),
    ...go(mayEver(actor, "completion.verify"), "办结核验", paths.completions()),
    ...go(mayEver(actor, "extension.decide"), "延期审批", paths.extensions()),
    ...go(mayEver(actor, "reminder.send"), "发起催办", paths.newReminder()),
    ...go(mayEver(actor, "meeting.run"), "召开联席会议", paths.meetings()),
    ...go(may(actor, "bulletin.write"), "起草月报", paths.bulletins()),
    ...go(mayEver(actor, "account.manage"), "新建账号", paths.accounts()),
    ...go(mayEver(actor, "api-token.manage"), "生成接口令牌", paths.apiTokens()),
    ...go(reads, "全部要点", paths.points()),
    ...go(reads, "填报情况", paths.reporting()),
    ...(reads ? [{ label: "切换统计截止", note: "本页", does: "AS_OF" as const }] : []),
  ];
}

const ALWAYS: Jump[] = [
  { label: "消息", note: "前往", href: paths.notifications() },
  { label: "使用帮助", note: "前往", href: paths.help() },
  { label: "打印", note: "本页", does: "PRINT" },
  { label: "退出登录", note: "账号", does: "SIGN_OUT" },
];

async function reportsToWrite(actor: Actor, today: IsoDate): Promise<Jump[]> {
  if (!mayEver(actor, "draft.write") || !actor.plan) return [];
  return (await listMyReports(actor, today))
    .filter((report) => !isSettled(report))
    .map((report) => ({
      label: `写第${report.pointNumber}项进展：${report.pointTitle}`,
      note: `${month(report.month)} · ${report.unitName}`,
      href: paths.newUpdate(report.assignmentId, report.month),
    }));
}

/** For who issues them, a 批示 on any point. */
async function directivesToIssue(actor: Actor, today: IsoDate): Promise<Jump[]> {
  if (!mayEver(actor, "directive.issue") || !actor.plan) return [];
  const board = await getBoard(actor, today);
  return board.points.map(({ number, title }) => ({
    label: `批示第${number}项：${title}`,
    note: "办理",
    href: paths.newDirective({ point: number }),
  }));
}
