import { beforeAll, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { exportRoster } from "@/lib/rosters/commands";
import { listRosterUnits } from "@/lib/rosters/queries";
import { buildMatrix, isLeadless } from "@/lib/rosters/rules";
import { rosterFilter } from "@/lib/rosters/schema";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { refusalOf } from "../support/reports";
import { statementsOf } from "../support/statements";
import { joined, openWorkbook } from "../support/workbook";

withDatabase({ template: "plan" });

let admin: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  await hire("leader", "LEADER");
});

test("the 分工表 has the rows, columns and roles of the page, whatever it is narrowed to", async () => {
  const board = await getBoard(admin, "2024-09-06");
  for (const query of [
    {},
    { city: board.cities[0]?.id },
    { kind: "PARTY" },
    { state: "unresolved" },
    { units: "all" },
    { units: "all", kind: "COUNTY" },
  ]) {
    const filter = rosterFilter.parse(query);
    const file = await exportRoster(admin, filter, at("2024-09-06"));
    const { sheets } = await openWorkbook(joined(file.pieces));
    const rows = (sheets[0]?.rows ?? []).slice(4);
    const units = filter.everyUnit ? await listRosterUnits(admin, board.cities) : [];
    const matrix = buildMatrix(board, filter, units);
    const shown = matrix.chapters.flatMap((chapter) => chapter.rows);
    expect(rows.map((row) => row[1])).toEqual(shown.map(({ point }) => point.number));
    const slots = matrix.columns.flatMap((column) => column.slots);
    for (const [index, { cells }] of shown.entries()) {
      const held = new Map(cells.flat().map(({ unit, role }) => [unit.id, role]));
      const words = { LEAD: "牵头", RESPONSIBLE: "责任", SUPPORT: "配合" };
      const expected = slots.map(({ unitId }) => {
        const role = held.get(unitId);
        return role ? words[role] : null;
      });
      expect(rows[index]?.slice(3, 3 + slots.length)).toEqual(expected);
    }
  }
  const entry = await db().auditEntry.findFirstOrThrow({
    where: { action: "assignment.export" },
    orderBy: { sequence: "asc" },
  });
  expect(entry.after).toMatchObject({ filter: "全部", rows: 31 });
  expect(await refusalOf(exportRoster(await actorNamed("leader"), {}, at("2024-09-06")))).toBe(
    "NOT_FOUND",
  );
});

test("every share of the board stands in the matrix once; the load of a unit counts its points", async () => {
  const board = await getBoard(admin, "2024-09-06");
  const matrix = buildMatrix(board, {});
  const rows = matrix.chapters.flatMap((chapter) => chapter.rows);
  const ids = rows.flatMap((row) => [
    ...row.cells.flat().map(({ assignmentId }) => assignmentId),
    ...row.rest.flatMap(({ shares }) => shares.map(({ assignmentId }) => assignmentId)),
    ...row.groups.map(({ share }) => share.assignmentId),
  ]);
  expect(ids.sort()).toEqual(board.assignments.map(({ assignmentId }) => assignmentId).sort());
  for (const { unitId, load } of matrix.columns.flatMap(({ slots }) => slots)) {
    expect(load).toBe(board.assignments.filter(({ unit }) => unit.id === unitId).length);
  }
  expect(
    buildMatrix(board, { state: "leadless" }).chapters.flatMap(({ rows: own }) => own),
  ).toHaveLength(board.points.filter(isLeadless).length);
});

test("with every unit each standing unit of the cities has one place, whatever it carries, within city and kind", async () => {
  const [city] = (await getBoard(admin, "2024-09-06")).cities;
  const jinan = { id: city?.id ?? 0 };
  const made = { kind: "GOVERNMENT" as const, pinyinInitials: "", officialOrder: 900 };
  const idle = await db().unit.create({
    data: { ...made, name: "济南市气象局", shortName: "气象局", cityId: jinan.id },
  });
  await db().unit.create({
    data: {
      ...{ ...made, name: "济南市旧机构", shortName: "旧机构", cityId: jinan.id },
      abolishedOn: new Date("2024-08-01"),
    },
  });
  const elsewhere = await db().city.create({
    data: { name: "青岛市", shortName: "青岛", displayOrder: 9 },
  });
  await db().unit.create({
    data: { ...made, name: "青岛市气象局", shortName: "气象局", cityId: elsewhere.id },
  });
  const board = await getBoard(admin, "2024-09-06");
  const standing = await listRosterUnits(admin, board.cities);
  const cityIds = board.cities.map(({ id }) => id);
  const known = await db().unit.findMany({
    where: { abolishedOn: null, cityId: { in: cityIds } },
    select: { id: true, cityId: true, kind: true },
  });
  for (const filter of [{}, { cityId: jinan.id }, { kind: "COUNTY" as const }]) {
    const matrix = buildMatrix(board, { ...filter, everyUnit: true }, standing);
    const slots = matrix.columns.flatMap((column) => column.slots.map(({ unitId }) => unitId));
    const wanted = known
      .filter(({ cityId }) => filter.cityId === undefined || cityId === filter.cityId)
      .filter(({ kind }) => filter.kind === undefined || kind === filter.kind);
    expect(slots.sort()).toEqual(wanted.map(({ id }) => id).sort());
    // Every point stays in sight: a unit without a part in it is to be given one.
    expect(matrix.chapters.flatMap(({ rows }) => rows)).toHaveLength(board.points.length);
    expect(matrix.chapters.flatMap(({ rows }) => rows).flatMap(({ rest }) => rest)).toEqual([]);
  }
  const all = buildMatrix(board, { everyUnit: true }, standing);
  const places = all.columns.flatMap(({ slots }) => slots);
  expect(places.find(({ unitId }) => unitId === idle.id)?.load).toBe(0);
  const held = all.chapters.flatMap(({ rows }) => rows).flatMap(({ cells }) => cells.flat());
  expect(held.map(({ assignmentId }) => assignmentId).sort()).toEqual(
    board.assignments.map(({ assignmentId }) => assignmentId).sort(),
  );
  expect(await statementsOf(() => listRosterUnits(admin, board.cities))).toHaveLength(1);
  expect(await refusalOf(listRosterUnits(await actorNamed("leader"), board.cities))).toBe(
    "NOT_FOUND",
  );
});

test("a plan of few units has a column for each of them; of many those of one point stand at the end of its row", async () => {
  const board = await getBoard(admin, "2024-09-06");
  const many = buildMatrix(board, {});
  expect(many.chapters.flatMap(({ rows }) => rows.flatMap(({ rest }) => rest))).not.toEqual([]);
  const ids = new Set(board.points.slice(0, 6).map(({ id }) => id));
  const few = {
    ...board,
    assignments: board.assignments.filter(({ pointId }) => ids.has(pointId)),
  };
  const small = buildMatrix(few, {});
  expect(small.chapters.flatMap(({ rows }) => rows.flatMap(({ rest }) => rest))).toEqual([]);
  const single = few.assignments.filter(({ group }) => group === "NONE");
  const slots = small.columns.flatMap(({ slots: own }) => own.map(({ unitId }) => unitId));
  expect(slots.sort()).toEqual([...new Set(single.map(({ unit }) => unit.id))].sort());
});
