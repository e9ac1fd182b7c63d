import { extractRawText } from "mammoth";
import { expect, test } from "vitest";
import { refreshBulletin, regenerateSection, saveSection } from "@/lib/bulletins/commands";
import { exportBulletin, issueBulletin } from "@/lib/bulletins/issue";
import { getBulletin } from "@/lib/bulletins/queries";
import { getBoard } from "@/lib/dashboards/queries";
import { percent } from "@/lib/format";
import { LIGHT_NAMES } from "@/lib/glossary";
import { db } from "@/lib/platform/db";
import { DAY, withBulletins } from "../support/bulletins";
import { actorNamed, at } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

const { desk, draft } = withBulletins();

const now = () => actorNamed("reviewer");
const viewNow = async (id: number) => getBulletin(await now(), id);
const issueNow = async (id: number) => {
  const { seal } = await viewNow(id);
  return issueBulletin(await now(), { bulletinId: id, seal }, at(DAY));
};
const refreshNow = async (id: number) => {
  const { seal } = await viewNow(id);
  return refreshBulletin(await now(), { bulletinId: id, seal }, at(DAY));
};

let turn = 0;
/** One more report of the day is accepted after the draft was written; the point it is about. */
async function moveOn(): Promise<number> {
  const share = await db().assignment.findFirstOrThrow({
    where: {
      unit: { kind: { not: "GROUP" } },
      updates: { none: {} },
      point: { number: { gt: 12 } },
    },
    include: { point: true, unit: { include: { city: true } } },
    orderBy: { id: "asc" },
  });
  const staff = await actorNamed(share.unit.city?.name === "济南市" ? "jn-staff" : "ly-staff");
  turn += 1;
  const updateId = await submit(staff, share.id, DAY, {
    percent: 70 + turn,
    progressText: `起草以后新报的进展${turn}。`,
  });
  await approve(await now(), updateId, DAY);
  return share.point.number;
}

/** Says the same of every point in its sentence and in the 附件. */
async function expectWhole(id: number) {
  const file = await exportBulletin(await now(), id, at(DAY));
  const { value } = await extractRawText({ buffer: Buffer.concat(file.pieces) });
  const [letter = "", annex = ""] = value.split("统计截止：");
  const board = await getBoard(await now(), DAY);
  for (const point of board.points) {
    expect(letter).toContain(
      `${point.number}.${point.title}（${LIGHT_NAMES[point.light]}，进度${percent(point.percent)}，序时${percent(point.expected)}）`,
    );
    for (const side of point.sides) expect(annex).toContain(percent(side.percent));
  }
  return { letter, annex };
}

test("a draft whose figures have moved on is not issued, and says which sections they are", async () => {
  const id = await draft();
  expect((await viewNow(id)).changed).toEqual([]);
  const number = await moveOn();
  const board = await getBoard(await now(), DAY);
  const chapter = board.chapters.find(({ points }) =>
    points.some((each) => each.number === number),
  );
  const { changed } = await viewNow(id);
  expect(changed).toContain("总体情况");
  expect(changed).toContain(chapter?.title);
  expect(changed.length).toBeLessThan(12);
  const refused = issueNow(id);
  await expect(refused).rejects.toThrow(/“总体情况”.*按现在的数据更新/);
  expect(await refusalOf(issueNow(id))).toBe("STALE");

  expect(await refreshNow(id)).toEqual({ rewritten: changed, kept: [] });
  expect((await viewNow(id)).changed).toEqual([]);
  expect(await issueNow(id)).toBeGreaterThan(0);
  const { letter, annex } = await expectWhole(id);
  expect(letter).toContain(`起草以后新报的进展${turn}。`);
  expect(annex).toContain(`起草以后新报的进展${turn}。`);
});

test("words written by hand stay when the rest is brought up to date, and are named", async () => {
  const id = await draft();
  const overall = { bulletinId: id, key: "overall", version: 1, text: "本月情况由办公室另拟。" };
  await saveSection(await now(), overall, at(DAY));
  await moveOn();
  const { rewritten, kept } = await refreshNow(id);
  expect(kept).toEqual(["总体情况"]);
  expect(rewritten).not.toContain("总体情况");
  expect(rewritten.length).toBeGreaterThan(0);
  const { sections, changed } = await viewNow(id);
  expect(changed).toEqual([]);
  expect(sections.find(({ key }) => key === "overall")?.text).toBe(overall.text);
  expect(await issueNow(id)).toBeGreaterThan(0);
});

test("a section that was written anew by itself is up to date, and is the board's again", async () => {
  const id = await draft();
  const edit = { bulletinId: id, key: "overall", version: 1, text: "先改一稿。" };
  await saveSection(await now(), edit, at(DAY));
  await moveOn();
  expect((await viewNow(id)).changed).toContain("总体情况");
  const anew = { bulletinId: id, key: "overall", version: 2 };
  await regenerateSection(await now(), anew, at(DAY));
  expect((await viewNow(id)).changed).not.toContain("总体情况");
  await moveOn();
  expect((await refreshNow(id)).rewritten).toContain("总体情况");
});

test("is for who writes bulletins, who has seen all of it, and of drafts alone; twice at once it happens once", async () => {
  const id = await draft();
  await moveOn();
  const { seal } = await viewNow(id);
  for (const actor of [desk.leader, await actorNamed("jn-staff"), await actorNamed("auditor")]) {
    expect(await refusalOf(refreshBulletin(actor, { bulletinId: id, seal }, at(DAY)))).toBe(
      "NOT_FOUND",
    );
  }
  const wrong = refreshBulletin(await now(), { bulletinId: id, seal: "1.1" }, at(DAY));
  expect(await refusalOf(wrong)).toBe("STALE");
  const [one, other] = [await now(), await actorNamed("admin")];
  const both = [one, other].map((actor) =>
    refreshBulletin(actor, { bulletinId: id, seal }, at(DAY)),
  );
  expect((await race(both)).sort()).toEqual(["STALE", undefined]);
  expect(await issueNow(id)).toBeGreaterThan(0);
  const after = (await viewNow(id)).seal;
  const late = refreshBulletin(await now(), { bulletinId: id, seal: after }, at(DAY));
  expect(await refusalOf(late)).toBe("LOCKED");
  const actions = await db().auditEntry.findMany({ where: { subject: `bulletin:${id}` } });
  expect(actions.filter(({ action }) => action === "bulletin.refresh")).toHaveLength(1);
});
