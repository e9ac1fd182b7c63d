import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { exportDirectory, importDirectory, previewDirectory } from "@/lib/directory/import";
import { getDirectory } from "@/lib/directory/queries";
import { unitSeal } from "@/lib/directory/rules";
import { abolishUnit } from "@/lib/directory/succession";
import { db } from "@/lib/platform/db";
import { readFirstSheet } from "@/lib/platform/workbook";
import type { Actor } from "@/lib/policy";
import { begin, NOTICE, publish, settle } from "../imports/notices";
import { withDatabase } from "../support/database";
import { unitIn } from "../support/directory";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";
import { joined } from "../support/workbook";

withDatabase({ template: "plan" });

let admin: Actor;
let staff: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  staff = await hire("staff", "STAFF", { unit: "济南市文化和旅游局" });
  await hire("reviewer", "REVIEWER");
  await hire("leader", "LEADER");
});

const find = (name: string) => unitIn(admin, name);

describe("the Excel file", () => {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  const exported = async () => joined((await exportDirectory(admin, at("2024-09-20"))).pieces);

  test("comes back as it went, changing nothing", async () => {
    const preview = await previewDirectory(admin, { file: base64(await exported()) });
    expect(preview).toMatchObject({ errors: [], changes: [] });
    expect(preview.read).toBeGreaterThan(70);
    const again = { rows: preview.rows, seal: preview.seal };
    expect(await refusalOf(importDirectory(admin, again, at("2024-09-20")))).toBe("INVALID");
  });

  test("of units that a notice brought comes back as well, long names and all", async () => {
    const long = "沿海蓝色经济引领区海洋牧场示范带建设推进服务中心";
    const text = NOTICE.replace("青河市财政局", `青河市财政局，青河市${long}`);
    const day = at("2025-02-10");
    await publish(admin, await settle(admin, (await begin(admin, text, day)).id), day);
    const unit = (await getDirectory(admin)).units.find(({ name }) => name.includes(long));
    expect([...(unit?.shortName ?? "")]).toHaveLength(20);
    const preview = await previewDirectory(admin, { file: base64(await exported()) });
    expect(preview).toMatchObject({ errors: [], changes: [] });
    // The number of a unit's points is that of the plan that is open.
    const open = await actorNamed("admin");
    const found = await db().unit.findUniqueOrThrow({ where: { name: "济南市教育局" } });
    const row = (await getDirectory(open)).units.find(({ id }) => id === found.id);
    const plan = open.plan?.id ?? 0;
    expect(row?.ofPlan).toBe(
      await db().assignment.count({
        where: { planId: plan, unitId: found.id, terms: { some: { endsOn: null } } },
      }),
    );
    const other = await db().plan.findFirstOrThrow({ where: { id: { not: plan } } });
    const elsewhere = await getDirectory({
      ...open,
      plan: open.plan && { ...open.plan, id: other.id },
    });
    expect(elsewhere.units.find(({ id }) => id === found.id)?.ofPlan).not.toBe(row?.ofPlan);
    expect(elsewhere.units.find(({ id }) => id === found.id)?.points).toBe(row?.points);
  });

  test("is written whole: renames that change places, new units in pairs; or not at all", async () => {
    const rows = (await readFirstSheet(await exported())) ?? [];
    const place = (name: string) => rows.findIndex((row) => row[1] === name);
    const cell = (name: string, column: number, value: string) => {
      const row = rows[place(name)];
      if (row) row[column] = value;
    };
    const [one = "", other = ""] = (await getDirectory(admin)).units
      .filter(({ name, kind }) => kind === "GOVERNMENT" && name.startsWith("临沂市"))
      .map(({ name }) => name);
    const [rowA, rowB] = [place(one), place(other)];
    const counterparts = [rows[rowA]?.[7] ?? "", rows[rowB]?.[7] ?? ""];
    cell(one, 1, "交换");
    cell(other, 1, one);
    cell("交换", 1, other);
    // Their counterparts name them by name: each pair stays with the unit, not with the name.
    for (const [index, name] of counterparts.entries()) {
      if (name !== "") cell(name, 7, index === 0 ? other : one);
    }
    rows.push(["", "济南市新设局", "新设局", "", "政府部门", "", "济南市", "", ""]);
    const { seal } = await getDirectory(admin);
    const idBefore = (await find(one)).id;
    const input = { rows: JSON.stringify(rows), seal };
    expect(await refusalOf(importDirectory(staff, input, at("2024-09-20")))).toBe("NOT_FOUND");
    const torn = JSON.stringify([...rows, ["", "济南市坏局", "坏局", "", "衙门"]]);
    expect(await refusalOf(importDirectory(admin, { rows: torn, seal }, at("2024-09-20")))).toBe(
      "INVALID",
    );
    await expect(find("济南市新设局")).rejects.toThrow();
    const both = [1, 2].map(() => importDirectory(admin, input, at("2024-09-20")));
    expect((await race(both)).sort()).toEqual(["STALE", undefined]);
    expect((await find(other)).id).toBe(idBefore);
    expect((await find(other)).formerNames[0]?.name).toBe(one);
    await find("济南市新设局");
  });

  test("of a day before a merger says what became of the unit, and to leave its row out", async () => {
    const before = await exported();
    const [unit, successor] = [await find("济南市财政局"), await find("济南市商务局")];
    await abolishUnit(
      admin,
      { unitId: unit.id, seal: unitSeal(unit), successorId: successor.id },
      at("2024-09-20"),
    );
    const { errors } = await previewDirectory(admin, { file: base64(before) });
    expect(errors.map(({ column, sentence }) => [column, sentence])).toContainEqual([
      "编号",
      "“济南市财政局”已并入济南市商务局，请删去这一行。",
    ]);
  });

  test("that is none, damaged or a bomb is refused in a sentence", async () => {
    const files = [
      strToU8("no zip at all"),
      zipSync({ "word/document.xml": strToU8("<x/>") }),
      zipSync({ "xl/workbook.xml": new Uint8Array(41 << 20) }, { level: 9 }),
      (await exported()).subarray(0, 2000),
    ];
    for (const file of files) {
      expect(await refusalOf(previewDirectory(admin, { file: base64(file) }))).toBe("INVALID");
    }
    for (const rows of ["", "{}", "[1]"]) {
      expect(await refusalOf(importDirectory(admin, { rows, seal: "" }, at("2024-09-20")))).toBe(
        "INVALID",
      );
    }
  });
});
