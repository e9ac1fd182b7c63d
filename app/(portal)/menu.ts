import type { NavigationGroups } from "@/components/shell/navigation";
import type { IsoDate } from "@/lib/dates";
import { type Badges, NO_BADGES } from "@/lib/inbox/rules";
import { paths } from "@/lib/paths";
import { type Actor, may, mayEver } from "@/lib/policy";

/** Every page of a person's menu as a place to go to, in the menu's order. */
export function menuPlaces(actor: Actor): { label: string; note: string; href: string }[] {
  const { read, boards, work, manage } = menu(actor, NO_BADGES, { directives: 0, orders: 0 });
  return [...work, ...read, ...boards, ...manage].map(({ label, href }) => ({
    label,
    note: "前往",
    href,
  }));
}

/** What the menu shows a person, by what the policy lets them do. `asOf` is carried by its links. */
export function menu(
  actor: Actor,
  badges: Badges,
  /** what waits for this person */
  waiting: { directives: number; orders: number },
  asOf?: IsoDate,
) {
  const groups: NavigationGroups = { read: [], boards: [], chapters: [], work: [], manage: [] };
  if (may(actor, "plan.read")) {
    groups.read.push(
      { key: "overview", href: paths.overview({ asOf }), label: "总览", icon: "overview" },
      { key: "units", href: paths.units({ asOf }), label: "责任单位", icon: "units" },
      { key: "problems", href: paths.problems({ asOf }), label: "需要协调", icon: "problem" },
      { key: "views", href: paths.views(), label: "视图", icon: "view" },
    );
    if (actor.plan?.several) {
      groups.read.push({ key: "plans", href: paths.plans(), label: "工作要点", icon: "plan" });
    }
    groups.boards.push(
      { key: "changes", href: paths.changes({ asOf }), label: "变化", icon: "changes" },
      { key: "compare", href: paths.compare({ asOf }), label: "两市对比", icon: "compare" },
      { key: "heatmap", href: paths.heatmap({ asOf }), label: "热力图", icon: "heat" },
      { key: "trend", href: paths.trend({ asOf }), label: "趋势", icon: "trend" },
      { key: "timeline", href: paths.timeline({ asOf }), label: "时间轴", icon: "timeline" },
      { key: "due", href: paths.due({ asOf }), label: "到期日历", icon: "due" },
    );
  }
  if (mayEver(actor, "draft.write")) {
    groups.work.push({
      key: "updates",
      href: paths.updates(),
      label: "我的填报",
      icon: "report",
      badge: badges.toReport,
    });
  }
  if (mayEver(actor, "update.review")) {
    groups.work.push({
      key: "reviews",
      href: paths.reviews(),
      label: "审核",
      icon: "review",
      badge: badges.toReview + badges.toDecide,
    });
  }
  if (mayEver(actor, "assignment.acknowledge") || mayEver(actor, "acknowledgement.read")) {
    groups.work.push({
      key: "acknowledgements",
      href: paths.acknowledgements(),
      label: "签收",
      icon: "sign",
      badge: badges.objections,
    });
  }
  if (mayEver(actor, "directive.read")) {
    groups.work.push({
      key: "directives",
      href: paths.directives({ asOf }),
      label: "批示台账",
      icon: "directive",
      badge: waiting.directives,
    });
    groups.work.push({
      key: "orders",
      href: paths.orders({ asOf }),
      label: "督办单",
      icon: "order",
      badge: waiting.orders,
    });
  }
  if (mayEver(actor, "watch.keep")) {
    groups.work.push({ key: "watches", href: paths.watches(), label: "我的关注", icon: "watch" });
  }
  if (mayEver(actor, "reminder.send") || mayEver(actor, "reminder.answer")) {
    groups.work.push({
      key: "reminders",
      href: paths.reminders(),
      label: "催办",
      icon: "nudge",
      badge: badges.nudges,
    });
  }
  // Who only takes its minutes finds it too.
  if (mayEver(actor, "meeting.run") || may(actor, "meeting.export")) {
    groups.work.push({
      key: "meetings",
      href: paths.meetings(),
      label: "联席会议",
      icon: "meeting",
    });
  }
  if (may(actor, "bulletin.read")) {
    groups.work.push({
      key: "bulletins",
      href: paths.bulletins(),
      label: "月报",
      icon: "bulletin",
    });
  }
  if (may(actor, "adjustment.decide")) {
    groups.work.push({
      key: "adjustments",
      href: paths.adjustments(),
      label: "调整审批",
      icon: "year",
    });
  }
  if (may(actor, "plan.import")) {
    groups.manage.push({
      key: "imports",
      href: paths.imports(),
      label: "导入通知",
      icon: "import",
    });
  }
  if (may(actor, "assignment.change")) {
    groups.manage.push({
      key: "assignments",
      href: paths.assignments(),
      label: "责任分工",
      icon: "assign",
    });
  }
  if (may(actor, "unit.manage")) {
    groups.manage.push({
      key: "directory",
      href: paths.directory(),
      label: "单位名录",
      icon: "units",
    });
  }
  if (may(actor, "year.manage")) {
    groups.manage.push({ key: "year", href: paths.year(), label: "年度设置", icon: "year" });
  }
  if (may(actor, "account.manage")) {
    groups.manage.push({
      key: "accounts",
      href: paths.accounts(),
      label: "账号",
      icon: "accounts",
    });
  }
  if (may(actor, "api-token.manage")) {
    groups.manage.push({
      key: "api-tokens",
      href: paths.apiTokens(),
      label: "数据接口",
      icon: "token",
    });
  }
  if (mayEver(actor, "calendar.change")) {
    groups.manage.push({
      key: "calendar",
      href: paths.calendar(),
      label: "节假日表",
      icon: "calendar",
    });
  }
  if (may(actor, "job.read")) {
    groups.manage.push({ key: "jobs", href: paths.jobs(), label: "后台任务", icon: "jobs" });
  }
  if (may(actor, "demonstration.remove") && actor.plan?.demonstration) {
    groups.manage.push({
      key: "demonstration",
      href: paths.demonstration(),
      label: "演示数据",
      icon: "jobs",
    });
  }
  if (may(actor, "audit.read")) {
    groups.manage.push({ key: "audit", href: paths.audit(), label: "审计日志", icon: "audit" });
  }
  return groups;
}
