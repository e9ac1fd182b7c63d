import { describe, expect, test } from "vitest";
import {
  discardBulletin,
  regenerateSection,
  saveHead,
  saveSection,
} from "@/lib/bulletins/commands";
import { exportBulletin } from "@/lib/bulletins/issue";
import { getBulletin, listBulletins } from "@/lib/bulletins/queries";
import { createBulletinInput, saveHeadInput, saveSectionInput } from "@/lib/bulletins/schema";
import { createBulletin } from "@/lib/bulletins/start";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { DAY, withBulletins } from "../support/bulletins";
import { actorNamed, at } from "../support/people";
import { race, refusalOf } from "../support/reports";

const { desk, draft, issue, view } = withBulletins();

describe("a draft", () => {
  test("has a section for the whole, for each chapter, for problems and for next steps", async () => {
    const { sections, title, recipients, issuingOffice } = await view(await draft());
    expect(sections.map(({ key }) => key)).toEqual([
      "overall",
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `chapter-${number}`),
      "problems",
      "next-steps",
    ]);
    expect(title).toBe("济南—临沂对口合作2024年工作要点推进情况月报（2024年9月）");
    expect(recipients).toBe("济南市、临沂市各责任单位");
    expect(issuingOffice).toBe("济南市人民政府办公厅　临沂市人民政府办公室");
  });

  test("holds approved texts only, named by their units", async () => {
    const { sections } = await view(await draft());
    const text = sections.map((section) => section.text).join("\n");
    expect(text).not.toContain("尚未审核的内容");
    const approved = await db().review.findMany({
      where: { decision: "APPROVED" },
      include: {
        update: { include: { assignment: { include: { unit: true, point: true } } } },
      },
      orderBy: { id: "desc" },
    });
    const told = approved.filter(({ update }) =>
      text.includes(`${update.assignment.unit.name}：${update.progressText}`),
    );
    expect(told.length).toBeGreaterThan(8);
    const problems = await db().problem.findMany({
      include: { assignment: { include: { unit: true } } },
    });
    expect(problems.length).toBeGreaterThan(1);
    const chapter = sections.find(({ key }) => key === "problems");
    expect(chapter?.text).toContain(`需要协调的问题${problems.length}个。`);
    for (const { text: told, assignment } of problems) {
      expect(chapter?.text).toContain(told);
      expect(chapter?.text).toContain(assignment.unit.name);
    }
  });

  test("of an earlier day says nothing that was approved later", async () => {
    const id = await createBulletin(
      desk.reviewer,
      { kind: "MONTHLY", asOf: "2024-07-31" },
      at(DAY),
    );
    const text = (await view(id)).sections.map((section) => section.text).join("\n");
    const june = await db().progressUpdate.findFirstOrThrow({
      where: { period: { month: new Date("2024-06-01") } },
    });
    const august = await db().progressUpdate.findMany({
      where: { period: { month: new Date("2024-08-01") } },
    });
    expect(text).toContain("召开对接会");
    expect(june.percent).toBeGreaterThan(0);
    for (const { problemText } of august) {
      if (problemText !== "") expect(text).not.toContain(problemText);
    }
  });

  test("is not made of a day before the plan or after today", async () => {
    for (const asOf of ["2024-04-23", "2024-09-21"]) {
      expect(
        await refusalOf(createBulletin(desk.reviewer, { kind: "MONTHLY", asOf }, at(DAY))),
      ).toBe("INVALID");
    }
    expect(createBulletinInput.safeParse({ kind: "MONTHLY", asOf: "soon" }).success).toBe(false);
  });
});

describe("two writers", () => {
  test("on two sections do not hinder each other", async () => {
    const id = await draft();
    const save = (actor: Actor, key: string) =>
      saveSection(actor, { bulletinId: id, key, version: 1, text: `${actor.name}写的` }, at(DAY));
    expect(await race([save(desk.reviewer, "overall"), save(desk.admin, "problems")])).toEqual([
      undefined,
      undefined,
    ]);
    const { sections } = await view(id);
    expect(sections.find(({ key }) => key === "overall")?.text).toBe("reviewer写的");
    expect(sections.find(({ key }) => key === "problems")?.text).toBe("admin写的");
  });

  test("on one section: the second is told who was first, and the first text stands", async () => {
    const id = await draft();
    const save = (actor: Actor) =>
      saveSection(
        actor,
        { bulletinId: id, key: "overall", version: 1, text: `${actor.name}写的` },
        at(DAY),
      );
    expect((await race([save(desk.reviewer), save(desk.admin)])).sort()).toEqual([
      "STALE",
      undefined,
    ]);
    const section = (await view(id)).sections[0];
    expect(section?.version).toBe(2);
    expect(section?.text).toBe(
      section?.savedBy.includes("reviewer") ? "reviewer写的" : "admin写的",
    );
    await expect(save(desk.admin)).rejects.toThrow(/您写的还在框里/);
  });

  test("on title and recipients meet the same way", async () => {
    const id = await draft();
    const head = { title: "新标题", recipients: "各单位", issuingOffice: "济南市人民政府办公厅" };
    const input = { bulletinId: id, version: 1, ...head };
    await saveHead(desk.admin, input, at(DAY));
    expect(await refusalOf(saveHead(desk.reviewer, { ...input, title: "旧标题" }, at(DAY)))).toBe(
      "STALE",
    );
    expect(await view(id)).toMatchObject({ ...head, version: 2 });
  });

  test("a section written anew from the board leaves every other edit, and yields to one it has not seen", async () => {
    const id = await draft();
    const original = (await view(id)).sections[0]?.text;
    const save = (key: string, text: string) =>
      saveSection(desk.admin, { bulletinId: id, key, version: 1, text }, at(DAY));
    await save("overall", "改过");
    await save("problems", "也改过");
    const again = (version: number) =>
      regenerateSection(desk.reviewer, { bulletinId: id, key: "overall", version }, at(DAY));
    expect(await refusalOf(again(1))).toBe("STALE");
    await again(2);
    const { sections } = await view(id);
    expect(sections[0]?.text).toBe(original);
    expect(sections.find(({ key }) => key === "problems")?.text).toBe("也改过");
  });
});

describe("who", () => {
  test("a draft may be discarded, what was issued not; the list shows drafts first", async () => {
    const id = await draft();
    await discardBulletin(desk.admin, { bulletinId: id }, at(DAY));
    expect(await refusalOf(view(id))).toBe("NOT_FOUND");
    await issue(await draft());
    const list = await listBulletins(desk.leader);
    const issued = list.findIndex(({ issue }) => issue !== null);
    expect(list.slice(issued).every(({ issue }) => issue !== null)).toBe(true);
    expect(list.some(({ issue }) => issue?.sha256.length === 64)).toBe(true);
  });

  test("a leader reads and exports, but neither writes nor issues", async () => {
    const id = await draft();
    const seen = await getBulletin(desk.leader, id);
    expect(seen.mayWrite).toBe(false);
    expect((await exportBulletin(desk.leader, id, at(DAY))).name).toContain("草稿");
    const text = { bulletinId: id, key: "overall", version: 1, text: "改" };
    expect(await refusalOf(saveSection(desk.leader, text, at(DAY)))).toBe("NOT_FOUND");
    expect(await refusalOf(issue(id, desk.leader))).toBe("NOT_FOUND");
    expect(await refusalOf(draft(desk.leader))).toBe("NOT_FOUND");
  });

  test("a unit's staff, the auditor and a program see none of it", async () => {
    const id = await draft();
    const others = [
      await actorNamed("jn-staff"),
      await actorNamed("auditor"),
      { ...desk.leader, role: "API_TOKEN" as const },
    ];
    for (const actor of others) {
      expect(await refusalOf(listBulletins(actor))).toBe("NOT_FOUND");
      expect(await refusalOf(getBulletin(actor, id))).toBe("NOT_FOUND");
      expect(await refusalOf(exportBulletin(actor, id, at(DAY)))).toBe("NOT_FOUND");
      expect(await refusalOf(draft(actor))).toBe("NOT_FOUND");
    }
  });

  test("every writing, issue and export stands in the audit log", async () => {
    const id = await draft();
    await saveSection(
      desk.reviewer,
      { bulletinId: id, key: "overall", version: 1, text: "改过" },
      at(DAY),
    );
    await issue(id);
    await exportBulletin(desk.leader, id, at(DAY));
    const entries = await db().auditEntry.findMany({
      where: { subject: `bulletin:${id}` },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      "bulletin.create",
      "bulletin.save",
      "bulletin.issue",
      "bulletin.export",
    ]);
  });
});

test("bad input gets a sentence at its field", () => {
  const head = { bulletinId: 1, version: 1, title: "", recipients: "甲\n乙", issuingOffice: " " };
  expect(saveHeadInput.safeParse(head).error?.issues.map(({ message }) => message)).toEqual([
    "请填写标题，写在一行里。",
    "请填写主送，写在一行里。",
    "请填写发文机关，写在一行里。",
  ]);
  const long = { bulletinId: 1, key: "overall", version: 1, text: "长".repeat(20_001) };
  expect(saveSectionInput.safeParse(long).error?.issues[0]?.message).toBe(
    "这一节不能超过 20000 字，请删减。",
  );
  expect(saveSectionInput.parse({ ...long, text: "甲\r\n乙\r\n" }).text).toBe("甲\n乙");
});
