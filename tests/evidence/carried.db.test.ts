import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withdrawUpdate } from "@/lib/progress/commands";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { approve, refusalOf, sendBack, submit } from "../support/reports";
import { DAY, MONTH, remove, upload } from "./desk";
import { docx, pdf } from "./samples";

withDatabase({ template: "plan" });

let staff: Actor;
let reviewer: Actor;
let fresh: () => { id: number };
let id: number;

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
});
beforeEach(() => {
  ({ id } = fresh());
});

const names = async () =>
  (await getReportForm(staff, id, MONTH, DAY)).evidence.map(
    ({ name, version }) => `${name} ${version}`,
  );

describe("files and the report's way", () => {
  const carriedBy = async (updateId: number) => {
    const rows = await db().updateEvidence.findMany({
      where: { updateId },
      include: { evidence: true },
    });
    return rows.map(({ evidence }) => `${evidence.name} ${evidence.version}`).sort();
  };

  test("handing in takes every file on the draft along; until the decision none can be changed", async () => {
    const first = await upload(staff, id, "一.pdf");
    await remove(staff, (await upload(staff, id, "二.pdf")).id);
    await upload(staff, id, "三.docx", docx());
    const updateId = await submit(staff, id, DAY);
    expect(await carriedBy(updateId)).toEqual(["一.pdf 1", "三.docx 1"]);
    expect(await refusalOf(upload(staff, id, "四.pdf"))).toBe("STALE");
    expect(await refusalOf(remove(staff, first.id))).toBe("STALE");
  });

  test("a returned report's files are there to be mended; its version keeps what it carried", async () => {
    const first = await upload(staff, id, "一.pdf");
    const returned = await submit(staff, id, DAY);
    await sendBack(reviewer, returned, DAY);
    await remove(staff, first.id);
    await upload(staff, id, "二.pdf");
    const again = await submit(staff, id, DAY);
    expect(await carriedBy(returned)).toEqual(["一.pdf 1"]);
    expect(await carriedBy(again)).toEqual(["二.pdf 1"]);
  });

  test("a report taken back may have its files changed, an approved one for its correction", async () => {
    const updateId = await submit(staff, id, DAY);
    await withdrawUpdate(staff, { updateId }, at(DAY));
    await upload(staff, id, "一.pdf");
    await approve(reviewer, await submit(staff, id, DAY), DAY);
    await upload(staff, id, "一.pdf", pdf("更正"));
    expect(await names()).toEqual(["一.pdf 2"]);
  });

  test("a file that stands on a draft cannot be deleted past the commands, nor renamed", async () => {
    const { id: file } = await upload(staff, id);
    await expect(db().evidenceFile.delete({ where: { id: file } })).rejects.toThrow();
    await expect(
      db().evidenceFile.update({ where: { id: file }, data: { name: "b.pdf" } }),
    ).rejects.toThrow();
  });
});
