import { beforeAll, expect, test } from "vitest";
import { changeMany } from "@/lib/assignments/bulk";
import { changeAssignments } from "@/lib/assignments/commands";
import { assignmentsSeal } from "@/lib/assignments/rules";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire, unitNamed } from "../support/people";

withDatabase({ template: "plan" });

const UNIT = "济南市教育局";
let admin: Actor;
let staff: Actor;
let unitId = 0;
let pointId = 0;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  staff = await hire("staff", "STAFF", { unit: UNIT });
  await hire("stranger", "STAFF", { unit: "临沂市教育局" });
  unitId = (await unitNamed(UNIT)).id;
  pointId = (await db().workPoint.findFirstOrThrow({ where: { number: 20 } })).id;
});

const present = async () =>
  (
    await db().assignmentTerm.findMany({
      where: { assignment: { pointId }, endsOn: null },
      include: { assignment: true },
    })
  ).map(({ role, groupId, assignment }) => ({ unitId: assignment.unitId, role, groupId }));
const told = async () =>
  (await db().notification.findMany({ where: { kind: "ASSIGNED" }, orderBy: { id: "asc" } })).map(
    ({ accountId, text, path }) => ({ accountId, text, path }),
  );

test("a unit is told at once of its new role, of leaving a point, and of coming in; nobody else is", async () => {
  const set = async (role: "LEAD" | null, day: string) => {
    const entries = await present();
    const others = entries.filter((entry) => entry.unitId !== unitId);
    const wanted = role === null ? others : [...others, { unitId, role, groupId: null }];
    const input = { pointId, seal: assignmentsSeal(entries), entries: wanted };
    await changeAssignments(admin, input, at(day));
  };
  await set("LEAD", "2024-06-10");
  await set(null, "2024-06-11");
  await set("LEAD", "2024-06-12");
  const own = { accountId: staff.accountId };
  expect(await told()).toEqual([
    {
      ...own,
      text: expect.stringMatching(/^第 20 项分工调整：本单位由责任改为牵头，请签收$/),
      path: "/acknowledgements",
    },
    { ...own, text: "第 20 项分工调整：本单位不再承担", path: "/points/20" },
    { ...own, text: "第 20 项分工调整：本单位为牵头单位，请签收", path: "/acknowledgements" },
  ]);
});

test("a batch tells as well", async () => {
  const before = (await told()).length;
  const set = [{ unitId, role: "SUPPORT" as const }];
  const input = { changes: [{ pointId, seal: assignmentsSeal(await present()), set }] };
  await changeMany(admin, input, at("2024-06-13"));
  expect((await told()).slice(before)).toMatchObject([
    { accountId: staff.accountId, text: expect.stringContaining("由牵头改为配合") },
  ]);
});
