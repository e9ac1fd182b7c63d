import { beforeAll, describe, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { closePublication, openPublication } from "@/lib/publications/commands";
import { getPublication, getPublicPage } from "@/lib/publications/queries";
import { PUBLIC_FIELDS, type PublicField, publicPage } from "@/lib/publications/rules";
import { withDatabase } from "../support/database";
import { actorNamed, assignmentOf, at, hire } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

const DAY = "2024-06-20";
let admin: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  const reviewer = await hire("reviewer", "REVIEWER");
  const staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  const share = await assignmentOf("济南市教育局", 20);
  const blocks = {
    progressText: "已审核的进展。",
    problemText: "内部问题一则",
    problemLevel: "CITY",
    problemOwner: "某处",
    nextStepText: "内部打算一则",
  };
  await approve(reviewer, await submit(staff, share, "2024-05-20", blocks), "2024-05-21");
  await submit(staff, share, "2024-06-18", { progressText: "还没有审核的进展。" });
});

const RELEASED = {
  pointNumber: 20,
  unit: "济南市教育局",
  month: "2024-05-01",
  progressText: "已审核的进展。",
};
const open = (fields: PublicField[], standing: number, actor = admin) =>
  openPublication(actor, { fields, standing }, at(DAY));
const standing = async () => (await getPublication(admin))?.id ?? 0;

describe("the 公开页", () => {
  test("is closed unless somebody opens it", async () => {
    expect(await getPublicPage(DAY)).toBeNull();
  });

  test("lets out the released fields of what was approved, and nothing else, whatever is chosen", async () => {
    const board = await getBoard(admin, DAY);
    for (let choice = 0; choice < 2 ** PUBLIC_FIELDS.length; choice += 1) {
      const fields = PUBLIC_FIELDS.filter((_, place) => choice & (1 << place));
      const page = publicPage(board, fields, [RELEASED]);
      const keys = new Set(page.chapters.flatMap(({ points }) => points.flatMap(Object.keys)));
      expect([...keys].sort()).toEqual(["number", "title", ...fields].sort());
      const heads = ["title", "documentNumber", "issuedOn", "cities", "asOf", "chapters"];
      const figures = fields.includes("percent") ? ["percent", "reported"] : [];
      expect(Object.keys(page).sort()).toEqual([...heads, ...figures].sort());
      const text = JSON.stringify(page);
      expect(text.includes("已审核的进展。")).toBe(fields.includes("progress"));
      expect(text).not.toMatch(/还没有审核|内部|某处|滞后|LAGGING|SEVERE|staff/);
    }
  });

  test("claims no percent where nothing was approved, and says of how many points the overall one speaks", async () => {
    const page = async (day: string) => publicPage(await getBoard(admin, day), ["percent"], []);
    const before = await page("2024-05-20");
    expect(before).not.toHaveProperty("percent");
    expect(before.reported).toEqual({ points: 0, of: 31, updatedOn: null });
    expect(JSON.stringify(before)).not.toContain("percent");
    const after = await page(DAY);
    expect(after.reported).toEqual({ points: 1, of: 31, updatedOn: "2024-05-21" });
    const said = after.chapters.flatMap(({ points }) => points).filter((p) => "percent" in p);
    expect(said.map(({ number }) => number)).toEqual([20]);
  });

  test("says of a resting point that it rests, and no percent unless one was approved", async () => {
    const board = await getBoard(admin, DAY);
    const points = board.chapters.map((chapter) => ({
      ...chapter,
      points: chapter.points.map((point) => ({ ...point, halted: "PAUSED" as const })),
    }));
    const [first] = publicPage({ ...board, chapters: points }, ["percent"], []).chapters;
    expect(first?.points[0]).toEqual({
      ...{ number: 1, title: "突出沂蒙精神教育培训", halted: "PAUSED" },
    });
    const [bare] = publicPage({ ...board, chapters: points }, ["units"], []).chapters;
    expect(bare?.points[0]).not.toHaveProperty("halted");
  });

  test("opens, changes and closes for everybody at once; two who change it are told", async () => {
    await open([], 0);
    const bare = await getPublicPage(DAY);
    expect(bare?.page.chapters[0]?.points[0]).toEqual({ number: 1, title: "突出沂蒙精神教育培训" });
    expect(bare?.plans).toHaveLength(1);
    expect(await getPublicPage(DAY, 999_999)).toBeNull();
    const seen = await standing();
    const both = [open(["units"], seen), open(["percent"], seen)];
    expect((await race(both)).sort()).toEqual(["STALE", undefined]);
    await closePublication(admin, { standing: await standing() }, at(DAY));
    expect(await getPublicPage(DAY)).toBeNull();
    expect(await refusalOf(closePublication(admin, { standing: seen }, at(DAY)))).toBe("STALE");
    const rows = await db().publication.findMany();
    expect(rows).toHaveLength(2);
    await expect(db().$executeRawUnsafe("DELETE FROM publications")).rejects.toThrow(/are kept/);
  });

  test("is opened and closed by the admin alone", async () => {
    for (const who of ["staff", "reviewer"]) {
      const actor = await actorNamed(who);
      expect(await refusalOf(open([], 0, actor))).toBe("NOT_FOUND");
      expect(await refusalOf(closePublication(actor, { standing: 1 }, at(DAY)))).toBe("NOT_FOUND");
      expect(await refusalOf(getPublication(actor))).toBe("NOT_FOUND");
    }
  });
});
