import { beforeAll, describe, expect, test } from "vitest";
import { getActorBySession } from "@/lib/accounts/queries";
import { fromDbDate } from "@/lib/dates";
import { setHead } from "@/lib/imports/commands";
import { publishImport } from "@/lib/imports/publish";
import { getImport, listImports } from "@/lib/imports/queries";
import { undoImport } from "@/lib/imports/undo";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { race, refusalOf, submit } from "../support/reports";
import { begin, counted, draft, NOTICE, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2025-02-10");
let admin: Actor;

beforeAll(async () => {
  admin = await hire("daoru", "ADMIN");
});

describe("a notice of two cities nobody has seen", () => {
  test("asks for its units once, and nothing else", async () => {
    const view = await begin(admin, NOTICE, NOW);
    expect(view.content.cities.map(({ name }) => name)).toEqual(["青河市", "白山口市"]);
    expect(view.content).toMatchObject({
      title: "青河—白山口对口合作2025年工作要点",
      documentNumber: "青政办字〔2025〕8号",
      issuedOn: "2025-02-08",
      year: 2025,
      dueOn: "2025-12-31",
    });
    expect(view.target).toBe("NEW");
    expect(view.matches.map(({ name, state, kind }) => `${name} ${state} ${kind}`)).toContain(
      "白山口市教育局 NEW GOVERNMENT",
    );
    expect(view.questions.map(({ place }) => place)).toEqual(["units"]);
    expect(await refusalOf(publish(admin, view, NOW))).toBe("INVALID");
    await expect(publish(admin, view, NOW)).rejects.toThrow("名录里没有的单位还有");
  });

  test("is published in one step with chapters, points, units, periods, indicators and items", async () => {
    const { id } = await begin(admin, NOTICE, NOW);
    const before = await counted();
    const { planId } = await publish(admin, await settle(admin, id), NOW);
    const plan = await db().plan.findUniqueOrThrow({
      where: { id: planId },
      include: {
        points: {
          orderBy: { number: "asc" },
          include: {
            actionItems: true,
            indicators: true,
            assignments: { include: { terms: true, unit: true } },
          },
        },
        periods: true,
        cities: true,
        thresholds: true,
      },
    });
    expect(plan.cities).toHaveLength(2);
    expect(plan.periods).toHaveLength(11);
    expect(plan.thresholds).toHaveLength(1);
    expect(plan.points.map(({ number, title }) => `${number} ${title}`)).toEqual([
      "1 共建产业园区",
      "2 促进文旅互访",
      "3 开展支教帮扶",
    ]);
    const [first] = plan.points;
    expect(first?.assignments.map(({ unit }) => unit.name).sort()).toEqual(
      [
        "白山口市发展改革委",
        "白山口市工业和信息化局",
        "青河市发展改革委",
        "青河市工业和信息化局",
      ].sort(),
    );
    expect(first?.assignments.every(({ terms }) => terms[0]?.origin === "DOCUMENT")).toBe(true);
    expect(
      first?.indicators.map(({ target, measure, state }) => `${target}${measure} ${state}`),
    ).toEqual(expect.arrayContaining(["5个 PROPOSED", "20家 PROPOSED"]));
    expect(first?.actionItems).toHaveLength(1);
    const paired = await db().unit.findFirstOrThrow({
      where: { name: "青河市教育局" },
      include: { counterpart: true },
    });
    expect(paired.counterpart?.name).toBe("白山口市教育局");
    expect((await counted()).plans).toBe((before.plans ?? 0) + 1);
    const entry = await db().auditEntry.findFirstOrThrow({ where: { action: "import.publish" } });
    expect(entry.accountId).toBe(admin.accountId);
    const view = await getImport(admin, id);
    expect([view.state, view.planId, view.questions]).toEqual(["PUBLISHED", planId, []]);
  });

  test("read again has no difference, and publishing it doubles nothing", async () => {
    const { id } = await begin(admin, NOTICE, NOW);
    const before = await counted();
    const view = await settle(admin, id);
    expect(view.differences?.list).toEqual([]);
    expect(view.matches.every(({ state }) => state === "KNOWN")).toBe(true);
    await expect(publish(admin, view, NOW)).rejects.toThrow("没有差别");
    expect(await counted()).toEqual(before);
  });

  test("is taken back whole while nobody has reported, and may be published again", async () => {
    const [published] = (await listImports(admin)).filter(({ state }) => state === "PUBLISHED");
    if (!published) throw new Error("nothing is published");
    expect((await getImport(admin, published.id)).obstacle).toBeNull();
    await undoImport(admin, { importId: published.id }, NOW);
    expect(await db().plan.count()).toBe(1);
    expect(await db().unit.count({ where: { name: { startsWith: "青河市" } } })).toBe(0);
    expect(await db().city.count()).toBe(2);
    expect(await refusalOf(undoImport(admin, { importId: published.id }, NOW))).toBe("STALE");
    const { id } = await begin(admin, NOTICE, NOW);
    await publish(admin, await settle(admin, id), NOW);
    expect(await db().plan.count()).toBe(2);
  });

  test("is not taken back once a unit has reported", async () => {
    const [published] = (await listImports(admin)).filter(({ state }) => state === "PUBLISHED");
    const assignment = await db().assignment.findFirstOrThrow({
      where: { unit: { name: "青河市教育局" } },
    });
    const staff = await hire("qh-jyj", "STAFF", { unit: "青河市教育局" });
    await submit(staff, assignment.id, "2025-02-20");
    const view = await getImport(admin, published?.id ?? 0);
    expect(view.obstacle).toContain("已有 1 份进展报送");
    const before = await counted();
    expect(await refusalOf(undoImport(admin, { importId: view.id }, NOW))).toBe("LOCKED");
    expect(await counted()).toEqual(before);
    await expect(
      db().assignmentTerm.deleteMany({ where: { assignmentId: assignment.id } }),
    ).rejects.toThrow();
  });
});

describe("who may, and who was faster", () => {
  test("only an admin starts, sees, edits, publishes or undoes an import", async () => {
    const view = await begin(admin, NOTICE.replace("8号", "9号").replaceAll("2025", "2026"), NOW);
    for (const role of ["STAFF", "REVIEWER", "LEADER", "AUDITOR"] as const) {
      const place = role === "STAFF" ? { unit: "济南市教育局" } : {};
      const other = await hire(`bie-${role.toLowerCase()}`, role, place);
      expect(await refusalOf(begin(other, NOTICE, NOW))).toBe("NOT_FOUND");
      expect(await refusalOf(getImport(other, view.id))).toBe("NOT_FOUND");
      expect(await refusalOf(listImports(other))).toBe("NOT_FOUND");
      expect(await refusalOf(publish(other, view, NOW))).toBe("NOT_FOUND");
      expect(await refusalOf(undoImport(other, { importId: view.id }, NOW))).toBe("NOT_FOUND");
      const { title, documentNumber, issuedOn, year, dueOn } = view.content;
      const head = { title, documentNumber, issuedOn, year, dueOn };
      expect(await refusalOf(setHead(other, { ...draft(view), ...head }, NOW))).toBe("NOT_FOUND");
    }
  });

  test("of two editors the second is told, and of two who publish at once one does", async () => {
    const text = NOTICE.replace("8号", "10号").replaceAll("2025", "2027");
    const stale = await begin(admin, text, NOW);
    const { title, documentNumber, issuedOn, year, dueOn } = stale.content;
    await setHead(
      admin,
      { ...draft(stale), title, documentNumber, issuedOn, year, dueOn },
      new Date(),
    );
    const view = await settle(admin, stale.id);
    const edit = setHead(
      admin,
      { ...draft(stale), title, documentNumber, issuedOn, year, dueOn },
      new Date(),
    );
    expect(await refusalOf(edit)).toBe("STALE");
    const outcomes = await race([1, 2, 3].map(() => publish(admin, view, NOW)));
    expect(outcomes.filter((each) => each === undefined)).toHaveLength(1);
    expect(await db().plan.count({ where: { documentNumber } })).toBe(1);
    expect(
      await refusalOf(
        publishImport(admin, { ...draft(view), accepted: [], due: {}, seal: "" }, NOW),
      ),
    ).toBe("STALE");
  });

  test("a plan of another year leaves the one people work in as it is until it begins", async () => {
    const plan = await db().plan.findFirstOrThrow({ where: { year: 2027 } });
    expect(fromDbDate(plan.startsOn)).toBe("2027-02-08");
    const session = await db().session.findFirstOrThrow({ where: { accountId: admin.accountId } });
    const now = await getActorBySession(session.id, "", new Date());
    expect(now?.plan?.id).not.toBe(plan.id);
  });
});
