import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { openPublication, releaseReport, withdrawRelease } from "@/lib/publications/commands";
import { getPublicPage, listReleasable, previewPublicPage } from "@/lib/publications/queries";
import { releaseReportInput } from "@/lib/publications/schema";
import { withDatabase } from "../support/database";
import { actorNamed, assignmentOf, at, hire } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

const DAY = "2024-06-24";
const UNIT = "济南市教育局";
let admin: Actor;
let share = 0;
let may = 0;
let pending = 0;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  const reviewer = await hire("reviewer", "REVIEWER");
  const staff = await hire("staff", "STAFF", { unit: UNIT });
  share = await assignmentOf(UNIT, 20);
  const indicator = await db().indicator.findFirstOrThrow({ where: { point: { number: 20 } } });
  const blocks = {
    progressText: "五月进展。",
    nextStepText: "六月打算。",
    problemText: "内部问题",
    problemLevel: "CITY",
    problemOwner: "某处",
    readings: { [indicator.id]: "6" },
  };
  may = await submit(staff, share, "2024-05-20", blocks);
  await approve(reviewer, may, "2024-05-21");
  pending = await submit(staff, share, "2024-06-18", { progressText: "没有审核。" });
  await openPublication(admin, { fields: ["progress"], standing: 0 }, at("2024-05-01"));
});

const standing = async () =>
  (await db().reportRelease.findFirst({ where: { withdrawnAt: null } }))?.id ?? 0;
const release = async (updateId: number, fields: string[], by = admin, seen?: number) => {
  const input = { updateId, fields, standing: seen ?? (await standing()) };
  await releaseReport(by, releaseReportInput.parse(input), at(DAY));
};
const shown = async () => {
  const found = await getPublicPage(DAY);
  const points = found?.page.chapters.flatMap((chapter) => chapter.points) ?? [];
  return points.find(({ number }) => number === 20)?.progress;
};

describe("a report on the 公开页", () => {
  test("is not there until somebody releases it, though it is approved and the page open", async () => {
    expect(await shown()).toEqual([]);
    const [row] = (await listReleasable(admin, DAY)).filter((each) => each.updateId === may);
    expect(row).toMatchObject({ unit: UNIT, releaseId: null, fields: [], pointNumber: 20 });
  });

  test("shows the fields that were released and no other, and exactly what the preview shows", async () => {
    await release(may, ["progressText"]);
    expect(await shown()).toEqual([
      { unit: UNIT, month: "2024-05-01", progressText: "五月进展。" },
    ]);
    await release(may, ["nextStepText", "readings"]);
    expect(await shown()).toEqual([
      {
        unit: UNIT,
        month: "2024-05-01",
        nextStepText: "六月打算。",
        readings: [{ name: expect.any(String), value: 6, measure: expect.any(String) }],
      },
    ]);
    const open = await getPublicPage(DAY);
    expect(await previewPublicPage(admin, DAY, ["progress"])).toEqual(open?.page);
    expect(JSON.stringify(open)).not.toMatch(/内部问题|某处|没有审核|五月进展/);
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry).toMatchObject({ action: "publication.release" });
  });

  test("goes with its withdrawal, and with a correction that was approved", async () => {
    const releaseId = await standing();
    await withdrawRelease(admin, { releaseId }, at(DAY));
    expect(await shown()).toEqual([]);
    const again = withdrawRelease(admin, { releaseId }, at(DAY));
    expect(await refusalOf(again)).toBe("STALE");
    await release(may, ["progressText"]);
    const correction = await submit(await actorNamed("staff"), share, "2024-06-20", {
      ...{ month: "2024-05-01", progressText: "更正后的进展。", correctionReason: "数字有误" },
    });
    await approve(await actorNamed("reviewer"), correction, "2024-06-21");
    expect(await shown()).toEqual([]);
  });
});

describe("refused is", () => {
  test("whoever is no administrator, and one who works on another plan", async () => {
    for (const name of ["staff", "reviewer"]) {
      const actor = await actorNamed(name);
      expect(await refusalOf(release(may, ["progressText"], actor))).toBe("NOT_FOUND");
      const releaseId = await standing();
      expect(await refusalOf(withdrawRelease(actor, { releaseId }, at(DAY)))).toBe("NOT_FOUND");
      expect(await refusalOf(listReleasable(actor, DAY))).toBe("NOT_FOUND");
      expect(await refusalOf(previewPublicPage(actor, DAY, []))).toBe("NOT_FOUND");
    }
    const elsewhere = { ...admin, plan: { id: 99_999, revision: 1 } };
    expect(await refusalOf(release(may, ["progressText"], elsewhere))).toBe("NOT_FOUND");
  });

  test("what nobody approved, no field, a page that has not seen the newest, and the slower of two", async () => {
    expect(await refusalOf(release(pending, ["progressText"], admin, 0))).toBe("INVALID");
    const none = { updateId: may, fields: [], standing: 0 };
    expect(releaseReportInput.safeParse(none).success).toBe(false);
    const odd = { updateId: may, fields: ["problemText"], standing: 0 };
    expect(releaseReportInput.safeParse(odd).success).toBe(false);
    expect(await refusalOf(release(may, ["progressText"], admin, 99_999))).toBe("STALE");
    const seen = await standing();
    const ends = await race([
      release(may, ["progressText"], admin, seen),
      release(may, ["nextStepText"], admin, seen),
    ]);
    expect(ends.sort()).toEqual(["STALE", undefined]);
  });
});

test("what was public, and since when, is never changed and never removed, whoever writes", async () => {
  const run = (sql: string) => db().$executeRawUnsafe(sql);
  await expect(run("DELETE FROM report_releases")).rejects.toThrow("only be withdrawn");
  await expect(run("UPDATE report_releases SET fields = '{problemText}'")).rejects.toThrow(
    "only be withdrawn",
  );
  await expect(run("TRUNCATE report_releases")).rejects.toThrow("immutable");
});
