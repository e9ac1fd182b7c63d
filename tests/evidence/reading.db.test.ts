import { rm } from "node:fs/promises";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Actor } from "@/lib/policy";
import { withdrawUpdate } from "@/lib/progress/commands";
import { applyFor, finishSide, takeBack, verify } from "../support/completions";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { approve, refusalOf, sendBack, submit } from "../support/reports";
import { bytesOf, DAY, remove, stored, upload } from "./desk";
import { docx, pdf } from "./samples";

withDatabase({ template: "plan" });

const people: Record<string, Actor> = {};
let fresh: () => { id: number };
let id: number;
let file: number;

beforeAll(async () => {
  const { staff, fresh: next } = await hireForCity("staff", "济南市");
  fresh = next;
  people.staff = staff;
  people.stranger = await hire("stranger", "STAFF", { unit: "临沂市教育局" });
  people.reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
  people.both = await hire("both", "REVIEWER");
  people.other = await hire("other", "REVIEWER", { city: "临沂市" });
  people.leader = await hire("leader", "LEADER");
  people.admin = await hire("admin", "ADMIN");
  people.auditor = await hire("auditor", "AUDITOR");
});
beforeEach(async () => {
  ({ id } = fresh());
  file = (await upload(person("staff"), id)).id;
});

function person(name: string): Actor {
  const found = people[name];
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
}

/** Who may read the file; everybody else must be told that there is none. */
async function readers(): Promise<string[]> {
  const found: string[] = [];
  for (const [name, actor] of Object.entries(people)) {
    const told = await bytesOf(actor, file).then(
      () => null,
      (error) => error as { code: string; message: string },
    );
    if (told === null) found.push(name);
    else {
      const missing = await bytesOf(actor, 99_999_999).catch((error) => error);
      expect([told.code, told.message]).toEqual([missing.code, missing.message]);
    }
  }
  return found;
}

const EVERYBODY = ["staff", "stranger", "reviewer", "both", "other", "leader", "admin"];

describe("who may read a file", () => {
  test("on a draft: its unit alone", async () => {
    expect(await readers()).toEqual(["staff"]);
  });

  test("of a report that awaits review or was returned: its unit and its city's reviewers", async () => {
    const updateId = await submit(person("staff"), id, DAY);
    expect(await readers()).toEqual(["staff", "reviewer", "both"]);
    await sendBack(person("reviewer"), updateId, DAY);
    expect(await readers()).toEqual(["staff", "reviewer", "both"]);
  });

  test("of a report that was taken back: its unit alone", async () => {
    const updateId = await submit(person("staff"), id, DAY);
    await withdrawUpdate(person("staff"), { updateId }, at(DAY));
    expect(await readers()).toEqual(["staff"]);
  });

  test("of an approved report: whoever reads progress, also after it left the draft; the auditor never", async () => {
    const updateId = await submit(person("staff"), id, DAY);
    await approve(person("reviewer"), updateId, DAY);
    expect(await readers()).toEqual(EVERYBODY);
    await remove(person("staff"), file);
    expect(await readers()).toEqual(EVERYBODY);
  });

  test("added to a correction of an approved report: its unit alone", async () => {
    await approve(person("reviewer"), await submit(person("staff"), id, DAY), DAY);
    file = (await upload(person("staff"), id, "更正.pdf", pdf("新"))).id;
    expect(await readers()).toEqual(["staff"]);
  });

  test("of a 办结申请: its unit and its city's reviewers, once verified everybody", async () => {
    const assignment = await db().assignment.findUniqueOrThrow({
      where: { id },
      include: { unit: true },
    });
    const application = await db().completionApplication.create({
      data: {
        pointId: assignment.pointId,
        cityId: assignment.unit.cityId ?? 0,
        assignmentId: id,
        outcome: "全部完成",
        appliedById: person("staff").accountId,
        appliedAt: at(DAY),
        appliedOn: new Date(DAY),
        evidence: { create: { evidenceId: file } },
      },
    });
    expect(await readers()).toEqual(["staff", "reviewer", "both"]);
    await db().completionApplication.update({
      where: { id: application.id },
      data: {
        decision: "VERIFIED",
        decidedById: person("reviewer").accountId,
        decidedAt: at(DAY),
        decidedOn: new Date(DAY),
      },
    });
    expect(await readers()).toEqual(EVERYBODY);
  });
});

describe("who may read a file that only a 办结申请 carries", () => {
  const ITS_OWN = ["staff", "reviewer", "both"];

  /** An application with a file of its own, which no report carries. */
  async function applied() {
    const cityId = (await db().city.findUniqueOrThrow({ where: { name: "济南市" } })).id;
    const closed = await db().completionApplication.findMany({ select: { pointId: true } });
    const { number } = await db().workPoint.findFirstOrThrow({
      where: {
        id: { notIn: closed.map(({ pointId }) => pointId) },
        assignments: { some: { unit: { cityId, kind: { not: "GROUP" } } } },
      },
      orderBy: { number: "desc" },
    });
    const share = await finishSide(person("staff"), person("both"), {
      number,
      cityId,
      percent: 100,
    });
    file = (await upload(person("staff"), share.id, "验收.pdf", pdf("验收"))).id;
    expect(await readers()).toEqual(["staff"]);
    const application = await applyFor(person("staff"), share.id, DAY, { evidenceIds: [file] });
    expect(await readers()).toEqual(ITS_OWN);
    return application;
  }

  test("taken back: its unit alone again", async () => {
    await takeBack(person("staff"), await applied(), DAY);
    expect(await readers()).toEqual(["staff"]);
  });

  test("verified, then sent back after all: everybody, then its unit and its city's reviewers", async () => {
    const application = await applied();
    await verify(person("reviewer"), application, DAY);
    expect(await readers()).toEqual(EVERYBODY);
    await verify(person("reviewer"), application, "2024-09-07", "REJECTED", 1);
    expect(await readers()).toEqual(ITS_OWN);
  });

  test("sent back at once: its unit and its city's reviewers", async () => {
    await verify(person("reviewer"), await applied(), DAY, "REJECTED");
    expect(await readers()).toEqual(ITS_OWN);
  });
});

describe("reading", () => {
  test("is noted in the audit log with who and which version, a refused one is not", async () => {
    const noted = () =>
      db().auditEntry.findMany({ where: { action: "evidence.read", subject: `evidence:${file}` } });
    await refusalOf(bytesOf(person("leader"), file));
    expect(await noted()).toEqual([]);
    await bytesOf(person("staff"), file, true);
    expect(await noted()).toMatchObject([
      { after: { name: "佐证.pdf", version: 1, preview: true } },
    ]);
  });

  test("in the browser is for PDF and pictures only", async () => {
    const { id: word } = await upload(person("staff"), id, "材料.docx", docx());
    expect(await refusalOf(bytesOf(person("staff"), word, true))).toBe("NOT_FOUND");
    expect(await bytesOf(person("staff"), word)).toEqual(docx());
  });

  test("a file whose bytes are gone is told with a sentence, to those who may read it", async () => {
    const { storageKey } = await db().evidenceFile.findUniqueOrThrow({ where: { id: file } });
    const lost = (await stored()).find((each) => each.endsWith(storageKey)) ?? "";
    await rm(path.join(env().DATA_DIR, "evidence", lost));
    await expect(bytesOf(person("staff"), file)).rejects.toThrow(/暂时取不到，请联系管理员/);
    expect(await refusalOf(bytesOf(person("stranger"), file))).toBe("NOT_FOUND");
  });
});
