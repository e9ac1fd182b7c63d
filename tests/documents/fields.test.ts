import { describe, expect, test } from "vitest";
import { pointsOf, rebuildNotice } from "@/lib/documents/notice";
import { readSource } from "./cooperation";

const days = (text: string) =>
  pointsOf(readSource(text).reading).map(({ deadlines }) => deadlines.map(({ date }) => date));

describe("numbers below an item that are its fields", () => {
  const FORMS = [
    "一、产业\n1、园区\n（1）任务：建设二期。\n（2）责任部门：市甲局、州乙局\n（3）时间节点：2026年9月\n2、消费\n（1）任务：采购。\n（2）责任部门：市丙局\n（3）时间节点：11月",
    "一、产业\n1、园区。（1）工作任务：建设二期。（2）责任部门：市甲局、州乙局。（3）时间节点：9月底前。\n2、消费。（1）工作任务：采购。（2）责任部门：市丙局。（3）时间节点：11月底前。",
    "一、园区\n（一）工作目标：建设二期。\n（二）责任单位：市甲局、州乙局\n（三）完成时限：9月底前\n二、消费\n（一）工作目标：采购。\n（二）责任单位：市丙局\n（三）完成时限：11月底前",
    "一、产业\n1.园区。\n①工作内容：建设二期。\n②责任单位：市甲局、州乙局。\n③完成时限：9月底前。\n2.消费。\n①工作内容：采购。\n②责任单位：市丙局。\n③完成时限：11月底前。",
  ];

  test.each(FORMS)("are read as its task, units and day: %j", (text) => {
    const { points, warnings, reading } = readSource(text);
    expect(points).toEqual(["1 园区 | 责任 鹤山市甲局、云岭州乙局", "2 消费 | 责任 鹤山市丙局"]);
    expect(days(text)).toEqual([["2026-09-30"], ["2026-11-30"]]);
    expect(warnings).toEqual([]);
    // Nothing is lost, and none of it is a sentence of the task.
    const said = (whole: string) => whole.replace(/\s/g, "");
    expect(said(rebuildNotice(reading))).toContain(said(text));
    expect(pointsOf(reading)[0]?.actionItems).toHaveLength(1);
  });

  test("tell roles apart over several fields", () => {
    const { points } = readSource(
      "一、产业\n1、园区\n（1）任务：建设二期。\n（2）牵头单位：市甲局\n（3）配合单位：州乙局、州丙局\n（4）完成时限：9月底前",
    );
    expect(points).toEqual(["1 园区 | 牵头 鹤山市甲局 | 配合 云岭州乙局、云岭州丙局"]);
  });

  test.each([
    [
      "tasks with a clause each",
      "一、产业\n1.园区\n（1）建设二期。责任单位：市甲局。\n（2）引进企业。责任单位：市乙局。",
      ["1 建设二期 | 责任 鹤山市甲局", "2 引进企业 | 责任 鹤山市乙局"],
    ],
    [
      "one label again and again",
      "一、产业\n1.园区\n（1）工作任务：建设二期。责任单位：市甲局\n（2）工作任务：引进企业。责任单位：市乙局",
      ["1 工作任务：建设二期 | 责任 鹤山市甲局", "2 工作任务：引进企业 | 责任 鹤山市乙局"],
    ],
    [
      "labels that say neither who nor when",
      "一、产业\n1.园区\n（1）招商引资：引进企业。责任单位：市甲局\n（2）平台建设：建设二期。责任单位：市乙局",
      ["1 招商引资：引进企业 | 责任 鹤山市甲局", "2 平台建设：建设二期 | 责任 鹤山市乙局"],
    ],
  ])("are points where they are %s", (_, text, expected) => {
    expect(readSource(text).points).toEqual(expected);
  });
});
