import { beforeAll, describe, expect, test } from "vitest";
import { importedPoints } from "@/lib/imports/content";
import { correctChapter } from "@/lib/imports/outline";
import { getImport, type ImportView } from "@/lib/imports/queries";
import { savePoint } from "@/lib/imports/save-point";
import { savePointInput, setChapterInput } from "@/lib/imports/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { begin, draft, HEAD, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2025-02-10");
const LATER = at("2025-03-10");
let admin: Actor;

beforeAll(async () => {
  admin = await hire("biaoti", "ADMIN");
});

const notice = (
  foreword = "围绕两市产业互补，突出重点，抓好下列事项。",
  heading = "（一）共建园区",
) => `${HEAD}一、加强产业协作
${foreword}
${heading}
1.共建产业园区。年内新建5个合作园区。（责任单位：两市发展改革委）
2.引进龙头企业。年内引进20家企业。（责任单位：两市商务局）
（二）共促文旅
3.促进文旅互访。举办文化旅游推介会。（责任单位：两市文化和旅游局）
`;

const pointOf = (view: ImportView, number: number) => {
  const point = importedPoints(view.content).find((each) => each.number === number);
  if (!point) throw new Error(`no point ${number}`);
  return point;
};

const setHeading = (view: ImportView, number: number, before: string, more = {}) =>
  savePoint(
    admin,
    savePointInput.parse({ ...draft(view), point: pointOf(view, number).key, before, ...more }),
    NOW,
  );

const setForeword = (view: ImportView, foreword: string | undefined) => {
  const [chapter] = view.content.chapters;
  const { key, number, marker, title } = chapter ?? { key: "", number: 0, marker: "", title: "" };
  const fields = { chapter: key, number, marker: marker.trim(), title, foreword };
  return correctChapter(admin, setChapterInput.parse({ ...draft(view), ...fields }), NOW);
};

const told = (view: ImportView) =>
  (view.differences?.list ?? []).map((each) =>
    `${each.key} ${"byHand" in each && each.byHand ? "by hand" : ""}`.trim(),
  );

describe("导语 and 小标题", () => {
  let view: ImportView;
  const again = async () => {
    view = await getImport(admin, view.id);
    return view;
  };

  test("are set right in the preview, with what else the card holds; what is left out stays", async () => {
    view = await begin(admin, notice(), NOW);
    expect(view.content.chapters[0]?.foreword).toContain("突出重点");
    expect(pointOf(view, 1).before).toBe("（一）共建园区\n");
    await setForeword(view, undefined);
    expect((await again()).content.chapters[0]?.foreword).toContain("突出重点");
    const asked = () => view.questions.filter(({ place }) => place === "warnings");
    expect(asked()).toHaveLength(1);
    await setForeword(view, "  围绕产业互补，\r\n抓好下列事项。\n");
    await again();
    expect(view.content.chapters[0]?.foreword).toBe("围绕产业互补，\n抓好下列事项。");
    // Whoever set it right has answered what was asked about it.
    expect(asked()).toEqual([]);
    const text = "1.共建产业园区。年内新建6个合作园区。（责任单位：两市发展改革委）";
    await setHeading(view, 1, "（一）共建合作园区", { text });
    await again();
    expect(pointOf(view, 1)).toMatchObject({
      ...{ before: "（一）共建合作园区\n", section: "（一）共建合作园区", edited: true },
      body: expect.stringContaining("6个"),
    });
    // The point behind it stands in the same section; the next section is another.
    expect(pointOf(view, 2)).toMatchObject({ before: "", section: "（一）共建合作园区" });
    expect(pointOf(view, 3).section).toBe("（二）共促文旅");
    await setHeading(view, 3, "");
    expect(pointOf(await again(), 3)).toMatchObject({ before: "", section: "" });
    await setHeading(view, 3, "（二）共促文旅");
    expect(pointOf(await again(), 3)).toMatchObject({ before: "（二）共促文旅\n" });
    const logged = await db().auditEntry.findMany({
      where: { action: "import.edit", subject: `import:${view.id}` },
      orderBy: { sequence: "asc" },
    });
    const words = JSON.stringify(logged.map(({ after }) => after));
    expect(words).toMatch(/第1章.*抓好下列事项/);
    expect(words).toContain("（一）共建合作园区");
  });

  test("are published so, and stay when the notice is read again", async () => {
    const { planId } = await publish(admin, await settle(admin, view.id), NOW);
    const chapter = await db().chapter.findFirstOrThrow({ where: { planId } });
    expect(chapter.foreword).toBe("围绕产业互补，\n抓好下列事项。");
    const points = await db().workPoint.findMany({ where: { planId }, orderBy: { number: "asc" } });
    expect(points.map(({ section }) => section)).toEqual([
      ...["（一）共建合作园区", "（一）共建合作园区", "（二）共促文旅"],
    ]);
    const reread = await begin(admin, notice(), LATER);
    expect(told(reread)).toEqual(["chapter:1 by hand", `point:${points[0]?.id}:text by hand`]);
    expect(reread.differences?.list[0]).toMatchObject({ kind: "CHAPTER", number: 1 });
    // Set in the preview of the new version itself, they are wanted so.
    await setForeword(reread, "聚焦产业，抓好下列事项。");
    expect(told(await getImport(admin, reread.id))[0]).toBe("chapter:1");
    await publish(admin, await settle(admin, reread.id), LATER, (key) => key === "chapter:1");
    const after = await db().chapter.findFirstOrThrow({ where: { planId } });
    expect(after.foreword).toBe("聚焦产业，抓好下列事项。");
  });

  test("nobody set are the new notice's", async () => {
    const text = (foreword?: string) =>
      notice(foreword)
        .replaceAll("青河", "东湾")
        .replaceAll("白山口", "西湾")
        .replace("8号", "9号");
    const first = await begin(admin, text(), NOW);
    await publish(admin, await settle(admin, first.id), NOW);
    expect(told(await begin(admin, text("统筹推进下列事项。"), LATER))).toEqual(["chapter:1"]);
  });
});
