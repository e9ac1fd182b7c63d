import { describe, expect, test } from "vitest";
import { verifyCompletionInput } from "@/lib/completions/schema";
import { db } from "@/lib/platform/db";
import { applyFor, verify } from "../support/completions";
import { at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";
import { withSides } from "../support/sides";

const sides = withSides();

describe("applying for 办结", () => {
  test("is for a unit that answers for the side, and its own people", async () => {
    const { id } = await sides.finished(1);
    for (const other of [sides.reviewer, sides.leader, sides.linyiStaff]) {
      expect(await refusalOf(applyFor(other, id, "2024-09-06"))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(applyFor(sides.staff, 999_999, "2024-09-06"))).toBe("NOT_FOUND");
    expect(await applyFor(sides.staff, id, "2024-09-06")).toBeGreaterThan(0);
  });

  test("is the lead's where a city has one", async () => {
    const share = await sides.finished(2);
    const others = await db().assignment.findMany({
      where: { pointId: share.pointId, unit: { cityId: sides.jinan }, id: { not: share.id } },
    });
    await db().$executeRaw`
      UPDATE assignment_terms SET ends_on = starts_on WHERE assignment_id = ${share.id}`;
    await db().assignmentTerm.create({
      data: {
        assignmentId: share.id,
        role: "LEAD",
        origin: "ADMIN",
        startsOn: new Date("2024-04-24"),
      },
    });
    for (const { id } of others) {
      expect(await refusalOf(applyFor(sides.staff, id, "2024-09-06"))).toBe("NOT_FOUND");
    }
    await applyFor(sides.staff, share.id, "2024-09-06");
  });

  test("waits for 100 %, reported and approved", async () => {
    const { id } = await sides.finished(3, 90);
    await expect(applyFor(sides.staff, id, "2024-09-06")).rejects.toMatchObject({
      code: "INVALID",
      message: "该市进度为 90%，各单位报到 100% 并审核通过后才能申请办结。",
    });
  });

  test("rests on files of that share, or says in 20 characters what else it rests on", async () => {
    const { id } = await sides.finished(4);
    await expect(
      applyFor(sides.staff, id, "2024-09-06", { outcome: "完成" }),
    ).rejects.toMatchObject({
      code: "INVALID",
      fields: { outcome: expect.stringContaining("不少于 20 字") },
    });
    const [own, foreign] = await Promise.all([evidence(id, "验收表.pdf"), otherEvidence(id)]);
    const removed = await evidence(id, "旧表.pdf", true);
    for (const evidenceIds of [[foreign], [own, foreign], [999_999], [removed]]) {
      expect(await refusalOf(applyFor(sides.staff, id, "2024-09-06", { evidenceIds }))).toBe(
        "INVALID",
      );
    }
    const application = await applyFor(sides.staff, id, "2024-09-06", {
      outcome: "完成",
      evidenceIds: [own, own],
    });
    expect(
      await db().completionEvidence.findMany({ where: { applicationId: application } }),
    ).toEqual([{ applicationId: application, evidenceId: own }]);
  });

  test("twice is refused while the first waits, also at the same moment", async () => {
    const { id } = await sides.finished(5);
    const ends = await race([1, 2, 3].map(() => applyFor(sides.staff, id, "2024-09-06")));
    expect([...ends].sort()).toEqual(["STALE", "STALE", undefined]);
    await expect(applyFor(sides.staff, id, "2024-09-06")).rejects.toThrow("正在等待核验");
  });

  test("is told to the reviewers of the city and of both, and written to the log once", async () => {
    const { id, pointId } = await sides.finished(6);
    const jinanReviewer = await hire("jinan", "REVIEWER", { city: "济南市" });
    const application = await applyFor(sides.staff, id, "2024-09-06");
    const told = await db().notification.findMany({
      where: { sameAs: { startsWith: `completion:${application}:applied` } },
    });
    expect(told.map(({ accountId }) => accountId).sort()).toEqual(
      [sides.reviewer.accountId, jinanReviewer.accountId].sort(),
    );
    expect(
      await db().auditEntry.count({
        where: { action: "completion.apply", subject: `work-point:${pointId}` },
      }),
    ).toBe(1);
  });
});

describe("核验", () => {
  test("is made once: of several at the same moment one wins, the others are told", async () => {
    const { id } = await sides.finished(7);
    const application = await applyFor(sides.staff, id, "2024-09-06");
    const ends = await race([
      verify(sides.reviewer, application, "2024-09-07"),
      verify(sides.reviewer, application, "2024-09-07", "REJECTED"),
      verify(sides.reviewer, application, "2024-09-07"),
    ]);
    expect([...ends].sort()).toEqual(["STALE", "STALE", undefined]);
    expect(await refusalOf(verify(sides.reviewer, application, "2024-09-08"))).toBe("STALE");
  });

  test("is for a reviewer of the side's city or of both", async () => {
    const { id } = await sides.finished(8);
    const application = await applyFor(sides.staff, id, "2024-09-06");
    for (const other of [sides.linyiReviewer, sides.staff, sides.leader]) {
      expect(await refusalOf(verify(other, application, "2024-09-07"))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(verify(sides.reviewer, 999_999, "2024-09-07"))).toBe("NOT_FOUND");
    await verify(sides.reviewer, application, "2024-09-07");
  });

  test("that sends back says what is missing, tells the unit, and lets it apply again", async () => {
    const parsed = verifyCompletionInput.safeParse({
      applicationId: 1,
      decision: "REJECTED",
      opinion: " ",
    });
    expect(parsed.error?.issues[0]?.path).toEqual(["opinion"]);
    const { id } = await sides.finished(9);
    const first = await applyFor(sides.staff, id, "2024-09-06");
    await verify(sides.reviewer, first, "2024-09-07", "REJECTED");
    const told = await db().notification.findMany({
      where: { sameAs: { startsWith: `completion:${first}:decided` } },
    });
    expect(told).toMatchObject([
      { accountId: sides.staff.accountId, text: expect.stringContaining("请补充验收材料") },
    ]);
    expect(await applyFor(sides.staff, id, "2024-09-08")).not.toBe(first);
    expect(await refusalOf(verify(sides.reviewer, first, "2024-09-08"))).toBe("STALE");
  });
});

async function evidence(assignmentId: number, name: string, removed = false): Promise<number> {
  const period = await db().period.findFirstOrThrow({ where: { month: new Date("2024-09-01") } });
  const row = await db().evidenceFile.create({
    data: {
      assignmentId,
      periodId: period.id,
      name,
      version: 1,
      kind: "PDF",
      size: 1,
      sha256: "a".repeat(64),
      storageKey: `${assignmentId}-${name}`,
      uploadedById: sides.staff.accountId,
      uploadedAt: at("2024-09-05"),
      ...(removed ? { removedById: sides.staff.accountId, removedAt: at("2024-09-05") } : {}),
    },
  });
  return row.id;
}

async function otherEvidence(assignmentId: number): Promise<number> {
  const other = await db().assignment.findFirstOrThrow({ where: { id: { not: assignmentId } } });
  return evidence(other.id, "别处.pdf");
}
