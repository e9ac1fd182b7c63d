import { setHead, setTarget, settleWarnings } from "@/lib/imports/commands";
import { publishImport } from "@/lib/imports/publish";
import { getImport, type ImportView } from "@/lib/imports/queries";
import { startImport } from "@/lib/imports/start";
import { decideUnits } from "@/lib/imports/unit-decisions";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";

/** What stands above the first chapter of it. */
export const HEAD = `青河市人民政府办公室 白山口市人民政府办公室
关于印发《青河—白山口对口合作2025年工作要点》的通知
青政办字〔2025〕8号
各县（区）人民政府，市政府各部门：
现将《青河—白山口对口合作2025年工作要点》印发给你们，请认真组织实施。
青河市人民政府办公室
白山口市人民政府办公室
2025年2月8日
青河—白山口对口合作2025年工作要点
`;

/** A notice of two invented cities, as an office would paste it. */
export const NOTICE = `${HEAD}一、加强产业协作
1.共建产业园区。年内新建5个合作园区，引进20家企业。（责任单位：两市发展改革委、工业和信息化局）
2.促进文旅互访。2025年10月底前举办1次文化旅游推介会。（责任单位：两市文化和旅游局，青河市财政局）
二、深化民生合作
3.开展支教帮扶。选派教师20名开展支教。（责任单位：青河市教育局，白山口市教育局）
`;

/** Starts an import of a text, and answers with it as the page shows it. */
export async function begin(
  actor: Actor,
  text: string,
  now: Date,
  more: {
    cityIds?: number[];
    newCities?: string[];
    file?: { name: string; bytes: Uint8Array };
  } = {},
): Promise<ImportView> {
  const { importId } = await startImport(
    actor,
    { text, cityIds: [], newCities: [], file: null, ...more },
    now,
  );
  return getImport(actor, importId);
}

/** Answers every question as the page proposes it: new units of the kind and city read, warnings seen. */
export async function settle(
  actor: Actor,
  id: number,
  head: Partial<Head> = {},
): Promise<ImportView> {
  let view = await getImport(actor, id);
  const { content } = view;
  if (view.questions.some(({ place }) => place === "head")) {
    const { title, documentNumber, issuedOn, year, dueOn } = { ...content, ...head };
    await setHead(
      actor,
      { ...draft(view), title, documentNumber, issuedOn, year, dueOn },
      new Date(),
    );
    view = await getImport(actor, id);
  }
  const open = view.matches.filter(({ state }) => state === "NEW" || state === "ASKED");
  if (open.length > 0) {
    const each = <Value>(value: (match: (typeof open)[number]) => Value) =>
      Object.fromEntries(open.map((match) => [match.name, value(match)]));
    await decideUnits(
      actor,
      {
        ...draft(view),
        choice: each(() => "NEW" as const),
        kind: each(({ kind }) => kind),
        city: each(({ cityName }) => cityName ?? "-"),
      },
      new Date(),
    );
    view = await getImport(actor, id);
  }
  const keys = content.warnings.filter(({ settled }) => !settled).map(({ key }) => key);
  if (keys.length > 0) await settleWarnings(actor, { ...draft(view), keys }, new Date());
  view = await getImport(actor, id);
  if (view.target === "ASK") await setTarget(actor, { ...draft(view), target: "NEW" }, new Date());
  return getImport(actor, id);
}

type Head = {
  title: string;
  documentNumber: string;
  issuedOn: string;
  year: number;
  dueOn: string;
};

export const draft = ({ id, version }: { id: number; version: number }) => ({
  importId: id,
  version,
});

/** Publishes it with everything that differs accepted, or with what `choose` keeps. */
export function publish(
  actor: Actor,
  view: ImportView,
  now: Date,
  choose: (key: string) => boolean = () => true,
  due: Record<string, string> = {},
): Promise<{ planId: number }> {
  const offered = [...(view.differences?.list ?? []), ...(view.previous?.carried ?? [])];
  const accepted = offered.map(({ key }) => key).filter(choose);
  const seal = view.differences?.seal ?? "";
  return publishImport(actor, { ...draft(view), accepted, seal, due }, now);
}

/** Rows that an import may touch. */
export async function counted(): Promise<Record<string, number>> {
  const [plans, cities, units, chapters, points, assignments, terms, periods] = await Promise.all([
    db().plan.count(),
    db().city.count(),
    db().unit.count(),
    db().chapter.count(),
    db().workPoint.count(),
    db().assignment.count(),
    db().assignmentTerm.count(),
    db().period.count(),
  ]);
  return { plans, cities, units, chapters, points, assignments, terms, periods };
}
