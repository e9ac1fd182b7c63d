import type { ImportView } from "@/lib/imports/queries";
import { decideUnitsInput } from "@/lib/imports/schema";
import { decideUnits } from "@/lib/imports/unit-decisions";
import type { Actor } from "@/lib/policy";
import { draft } from "./notices";

/** A notice of two cities with names that are nobody's alone: 市科技局, 卫健委, 各区市政府. */
export const notice = (one: string, two: string, number: number) => `${one}市人民政府办公室
${two}市人民政府办公室
关于印发《${one}—${two}对口合作2026年重点任务清单》的通知
${one.charAt(0)}政办字〔2026〕${number}号
各有关单位：
现将清单印发给你们，请认真抓好落实。
${one}市人民政府办公室
${two}市人民政府办公室
2026年9月18日
${one}—${two}对口合作2026年重点任务清单
一、海洋经济协作
1.组建海洋产业基金。总规模20亿元。（责任单位：两市财政局，市地方金融监管局）
2.建设联合实验室。（责任单位：${one}市科技局、${one}市卫健委，市科技局，卫健委）
3.加强督导考核。（责任单位：${two}市财政局，各区市政府，市直有关部门）
`;

export const stateOf = (view: ImportView, name: string) =>
  view.matches.find((match) => match.name === name);

/** What the form of the names sends. */
export const answering =
  (admin: () => Actor, now: Date) =>
  (view: ImportView, answers: Record<string, [choice: string | number, city?: string]>) =>
    decideUnits(
      admin(),
      decideUnitsInput.parse({
        ...draft(view),
        choice: Object.fromEntries(
          Object.entries(answers).map(([name, [choice]]) => [name, choice]),
        ),
        kind: Object.fromEntries(
          Object.keys(answers).map((name) => [name, stateOf(view, name)?.kind]),
        ),
        city: Object.fromEntries(
          Object.entries(answers).map(([name, [, city]]) => [name, city ?? ""]),
        ),
      }),
      now,
    );
