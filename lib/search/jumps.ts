import "server-only";
import { getBoard } from "../dashboards/queries";
import type { IsoDate } from "../dates";
import { chineseNumeral, month } from "../format";
import { isSettled, listMyReports } from "../inbox/queries";
import { paths } from "../paths";
import { type Actor, may, mayEver } from "../policy";
import { pinyinInitials } from "../units/pinyin";
import { containsAll, wordsOf } from "./rules";

/** A place to go to, or something the open page does itself. */
export type Jump = { label: string; note: string } & (
  | { href: string }
  | { does: "PRINT" | "AS_OF" | "SIGN_OUT" }
);

const MOST = 8;

/**
 * What the actor may do and where to, whose name contains every word; without words the usual ones.
 * `others` are places of nouns that search does not know.
 */
export async function listJumps(
  actor: Actor,
  query: string,
  today: IsoDate,
  others: Jump[] = [],
): Promise<Jump[]> {
  const words = wordsOf(query);
  const usual = actions(actor);
  if (words.length === 0) return usual;
  const all = [
    ...usual,
    ...others,
    ...(await reportsToWrite(actor, today)),
    ...(await chapters(actor, today)),
  ];
  return all.filter(({ label }) => isCalled(label, words)).slice(0, MOST);
}

/** By its characters, or by the first letters of their pinyin: wdtb is 我的填报. */
function isCalled(label: string, words: string[]): boolean {
  if (containsAll(label, words)) return true;
  return words.every((word) => /^[a-z]/.test(word) && pinyinInitials(label).includes(word));
}

function actions(actor: Actor): Jump[] {
  const reads = may(actor, "plan.read");
  const go = (allowed: boolean, label: string, href: string): Jump[] =>
    allowed ? [{ label, note: "前往", href }] : [];
  return [
    ...go(mayEver(actor, "draft.write"), "我的填报", paths.updates()),
    ...go(mayEver(actor, "draft.write"), "写下一条进展", paths.updates({ next: 1 })),
    ...go(mayEver(actor, "update.review"), "审核下一条", paths.reviews()),
    ...go(mayEver(actor, "reminder.send"), "发起催办", paths.newReminder()),
    ...go(
      mayEver(actor, "reminder.send") || mayEver(actor, "reminder.answer"),
      "催办",
      paths.reminders(),
    ),
    ...go(mayEver(actor, "directive.read"), "督办单台账", paths.orders()),
    ...go(may(actor, "assignment.change"), "责任分工", paths.assignments()),
    ...go(may(actor, "audit.read"), "审计日志", paths.audit()),
    ...go(reads, "总览", paths.overview()),
    ...go(reads, "责任单位", paths.units()),
    ...go(reads, "需要协调", paths.problems()),
    ...go(may(actor, "view.keep"), "视图", paths.views()),
    ...go(true, "消息", paths.notifications()),
    ...go(true, "使用帮助", paths.help()),
    ...(reads ? [{ label: "切换统计截止", note: "本页", does: "AS_OF" as const }] : []),
    { label: "打印", note: "本页", does: "PRINT" },
    { label: "退出登录", note: "账号", does: "SIGN_OUT" },
  ];
}

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

async function chapters(actor: Actor, today: IsoDate): Promise<Jump[]> {
  if (!may(actor, "plan.read") || !actor.plan) return [];
  return (await getBoard(actor, today)).chapters.map(({ number, title }) => ({
    label: `第${chineseNumeral(number)}章 ${title}`,
    note: "章",
    href: paths.chapter(number),
  }));
}
