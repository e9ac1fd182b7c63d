import "server-only";
import { milestonesOf } from "../dashboards/milestones";
import { getBoard } from "../dashboards/queries";
import type { IsoDate } from "../dates";
import { chineseNumeral, month, monthDay } from "../format";
import { listMyReports } from "../inbox/queries";
import { isSettled } from "../inbox/rules";
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
 * `places` are those of the menu, which the web knows; `others` places of nouns that search does not.
 */
export async function listJumps(
  actor: Actor,
  query: string,
  today: IsoDate,
  { places, others }: { places: Jump[]; others: Jump[] },
): Promise<Jump[]> {
  const words = wordsOf(query);
  const usual = [...actions(actor), ...places, ...ALWAYS];
  if (words.length === 0) return usual;
  const all = [
    ...usual,
    ...others,
    ...(await reportsToWrite(actor, today)),
    ...(await ofTheBoard(actor, today)),
  ];
  return all.filter(({ label }) => isCalled(label, words)).slice(0, MOST);
}

/** By its characters, or by the first letters of their pinyin: wdtb is 我的填报. */
function isCalled(label: string, words: string[]): boolean {
  if (containsAll(label, words)) return true;
  return words.every((word) => /^[a-z]/.test(word) && pinyinInitials(label).includes(word));
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

/** Chapters, 联席会议 with what they resolved, 节点, and for leaders a 批示 on any point: what the board names. */
async function ofTheBoard(actor: Actor, today: IsoDate): Promise<Jump[]> {
  if (!may(actor, "plan.read") || !actor.plan) return [];
  const board = await getBoard(actor, today);
  return [
    ...board.chapters.map(({ number, title }) => ({
      label: `第${chineseNumeral(number)}章 ${title}`,
      note: "章",
      href: paths.chapter(number),
    })),
    ...board.meetings.flatMap(({ id, title, heldOn, resolutions }) => [
      { label: title, note: `联席会议 · ${monthDay(heldOn)}`, href: paths.meeting(id) },
      ...resolutions.map(({ text }) => ({
        label: text,
        note: `议定事项 · ${title}`,
        href: paths.meeting(id),
      })),
    ]),
    ...board.points.flatMap((point) =>
      milestonesOf(point, board.asOf).map(({ title }) => ({
        label: title,
        note: `第${point.number}项节点`,
        href: paths.point(point.number),
      })),
    ),
    ...(mayEver(actor, "directive.issue")
      ? board.points.map(({ number, title }) => ({
          label: `批示第${number}项：${title}`,
          note: "办理",
          href: paths.newDirective({ point: number }),
        }))
      : []),
  ];
}
