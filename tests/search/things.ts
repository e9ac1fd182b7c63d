import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { issue } from "../support/directives";
import { order } from "../support/orders";
import { at } from "../support/people";
import { approve, sendBack, submit } from "../support/reports";

export const TODAY = "2024-09-20";
export const JINAN = "济南市教育局";
const ON = new Date("2024-09-02");

type Desk = Record<"jinanStaff" | "reviewer" | "leader" | "admin", Actor>;

/** Writes one thing of every kind that is searched, each with a word of its own, by those people. */
export async function fillWithThings(people: Desk) {
  const unit = await db().unit.findUniqueOrThrow({
    where: { name: JINAN },
    include: { assignments: { include: { point: true, terms: true }, orderBy: { id: "asc" } } },
  });
  const [first, second, third] = unit.assignments;
  if (!first || !second || !third || unit.cityId === null) throw new Error("too few assignments");
  const { jinanStaff, reviewer, leader, admin } = people;
  const write = (assignmentId: number, month: string, day: string, blocks: object) =>
    submit(jinanStaff, assignmentId, day, { month, ...blocks });
  const approved = await write(first.id, "2024-05-01", "2024-05-20", {
    progressText: "在荷花池对接。",
    percentReason: "双忠泉已验收。",
    problemText: "槐荫巷用地未落实。",
    problemLevel: "CITY",
  });
  await approve(reviewer, approved, "2024-05-22");
  const back = await write(first.id, "2024-06-01", "2024-06-20", { progressText: "已对接。" });
  await sendBack(reviewer, back, "2024-06-21", "孝感泉意见：请写明数量。");
  const noted = await write(second.id, "2024-06-01", "2024-06-20", { progressText: "已对接。" });
  await sendBack(reviewer, noted, "2024-06-21", "玉环泉批注：请写明日期。", "progressText");
  const pending = await write(first.id, "2024-08-01", "2024-08-20", {
    progressText: "在柳树湾对接。",
  });
  await issue(leader, "2024-09-02", {
    ...{ point: undefined, unit: unit.id, units: [JINAN], text: "请核清泉城路情况。" },
  });
  const point = { pointId: first.pointId, planId: first.planId };
  await evidenceOf(first.id, approved, "趵突名册.pdf", jinanStaff);
  await evidenceOf(first.id, pending, "漱石名册.pdf", jinanStaff);
  const meeting = await db().meeting.create({
    data: {
      ...{ planId: first.planId, title: "第一次联席会议", place: "珍珠泉宾馆", attendance: "" },
      ...{ heldOn: ON, openedById: leader.accountId, openedAt: at("2024-09-02") },
    },
  });
  await db().actionItem.create({
    data: {
      ...{ pointId: first.pointId, position: 90, text: "落实黑虎泉事项。", origin: "MEETING" },
      ...{ dueOn: new Date("2024-10-31"), addedOn: ON, meetingId: meeting.id },
      units: { create: { unitId: unit.id } },
    },
  });
  await db().actionItem.create({
    data: {
      ...{ pointId: first.pointId, position: 91, text: "推进五龙潭举措。", origin: "ADMIN" },
      ...{ addedOn: ON, addedById: admin.accountId },
    },
  });
  await db().indicator.create({
    data: {
      ...{ pointId: first.pointId, position: 90, name: "漱玉泉指标", target: 3, measure: "个" },
      ...{ sentence: "", match: "", start: 0, addedOn: ON, addedById: admin.accountId },
    },
  });
  const milestone = await db().milestone.create({
    data: {
      ...{ pointId: second.pointId, title: "金线泉节点", dueOn: new Date("2024-10-31") },
      ...{ weight: 100, addedOn: ON, addedById: admin.accountId },
    },
  });
  const reached = await db().milestoneCompletion.create({
    data: {
      ...{ milestoneId: milestone.id, cityId: unit.cityId, doneOn: ON, confirmedOn: ON },
      confirmedById: reviewer.accountId,
    },
  });
  await db().milestoneCompletion.update({
    where: { id: reached.id },
    data: { revokedOn: ON, revokedById: reviewer.accountId, revokeReason: "浅井泉撤销" },
  });
  const extension = {
    ...{ ...point, assignmentId: first.id, planId: undefined, fromOn: new Date("2024-12-31") },
    ...{ toOn: new Date("2025-01-31"), appliedById: jinanStaff.accountId },
    ...{ appliedAt: at("2024-09-02"), appliedOn: ON },
  };
  const granted = await db().extension.create({ data: { ...extension, reason: "琵琶泉理由" } });
  await db().extension.update({
    where: { id: granted.id },
    data: {
      ...{ decision: "APPROVED", opinion: "同意", decidedById: reviewer.accountId },
      ...{ decidedAt: at("2024-09-03"), decidedOn: new Date("2024-09-03") },
    },
  });
  await db().extension.create({ data: { ...extension, reason: "马跑泉理由" } });
  const adjustment = {
    ...{ kind: "CONTENT" as const, text: "另行安排", basis: "会议纪要" },
    ...{ proposedById: reviewer.accountId, proposedAt: at("2024-09-02"), proposedOn: ON },
  };
  const agreed = await db().adjustment.create({
    data: { ...adjustment, pointId: second.pointId, reason: "白石泉调整" },
  });
  await db().adjustment.update({
    where: { id: agreed.id },
    data: {
      ...{ decision: "APPROVED", opinion: "", decidedById: leader.accountId },
      ...{ decidedAt: at("2024-09-03"), decidedOn: new Date("2024-09-03") },
    },
  });
  await db().adjustment.create({
    data: { ...adjustment, pointId: first.pointId, reason: "玛瑙泉调整" },
  });
  await db().pause.create({
    data: {
      ...{ pointId: third.pointId, reason: "九女泉暂停", basis: "会议纪要", startsOn: ON },
      startedById: reviewer.accountId,
    },
  });
  await db().confidence.create({
    data: {
      ...{ pointId: first.pointId, cityId: unit.cityId, level: "LOW", sentence: "密脂泉判断" },
      ...{ statedById: reviewer.accountId, statedAt: at("2024-09-02"), statedOn: ON },
    },
  });
  await completionsOf(people, unit.cityId, first, second, third);
  await db().reminder.create({
    data: {
      ...{ assignmentId: first.id, periodId: (await periodOf(first.planId)).id },
      ...{ text: "罗姑泉催办", sentById: leader.accountId, sentAt: at("2024-09-02"), sentOn: ON },
      ...{ answer: "芙蓉泉答复", answeredById: jinanStaff.accountId },
      answeredAt: at("2024-09-03"),
    },
  });
  const term = third.terms.find(({ endsOn }) => endsOn === null);
  await db().objection.create({
    data: {
      ...{ termId: term?.id ?? 0, reason: "滴水泉异议", raisedById: jinanStaff.accountId },
      ...{ raisedAt: at("2024-09-02"), raisedOn: ON },
    },
  });
  const author = { createdById: reviewer.accountId, savedById: reviewer.accountId };
  const bulletin = await db().bulletin.create({
    data: {
      ...{ ...author, planId: first.planId, kind: "MONTHLY", title: "月报", asOf: ON },
      ...{ recipients: "", createdAt: at("2024-09-02"), savedAt: at("2024-09-02") },
    },
  });
  await db().bulletinSection.create({
    data: {
      ...{ bulletinId: bulletin.id, key: "overall", position: 1, heading: "总体情况" },
      ...{ text: "濋泉通稿", savedById: reviewer.accountId, savedAt: at("2024-09-02") },
    },
  });
  await order(reviewer.name, TODAY, {
    ...{ point: first.point.number, text: "请查明经十路进度。", dueOn: "2024-10-20" },
  });
}

type Share = { id: number; pointId: number };

async function completionsOf(
  { jinanStaff, reviewer }: Desk,
  cityId: number,
  first: Share,
  second: Share,
  third: Share,
) {
  const apply = (share: Share, outcome: string) =>
    db().completionApplication.create({
      data: {
        ...{ pointId: share.pointId, cityId, assignmentId: share.id, outcome },
        ...{ appliedById: jinanStaff.accountId, appliedAt: at("2024-09-02"), appliedOn: ON },
      },
    });
  const closing = { closedById: reviewer.accountId, closedOn: ON };
  await apply(first, "甘露泉成果");
  const verified = await apply(second, "洗钵泉成果");
  await db().completionApplication.update({
    where: { id: verified.id },
    data: {
      ...{ decision: "VERIFIED", opinion: "", decidedById: reviewer.accountId },
      ...{ decidedAt: at("2024-09-03"), decidedOn: new Date("2024-09-03") },
    },
  });
  await db().closure.create({
    data: { pointId: third.pointId, cityId, outcome: "望水泉销号", ...closing },
  });
}

const periodOf = (planId: number) =>
  db().period.findFirstOrThrow({ where: { planId, month: new Date("2024-08-01") } });

async function evidenceOf(assignmentId: number, updateId: number, name: string, by: Actor) {
  const { periodId } = await db().progressUpdate.findUniqueOrThrow({ where: { id: updateId } });
  const { id } = await db().evidenceFile.create({
    data: {
      ...{ assignmentId, periodId, name, version: 1, kind: "PDF", size: 10 },
      ...{ sha256: "0".repeat(64), storageKey: `test/${name}` },
      ...{ uploadedById: by.accountId, uploadedAt: at("2024-05-20") },
    },
  });
  await db().updateEvidence.create({ data: { updateId, evidenceId: id } });
}
