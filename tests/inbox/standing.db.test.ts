import { expect, test } from "vitest";
import { listMyReports } from "@/lib/inbox/queries";
import { standingText } from "@/lib/inbox/rules";
import { getMyStanding } from "@/lib/inbox/standing";
import { lockPeriod } from "@/lib/periods/commands";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity } from "../support/people";
import { refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

test("a locked period is not 全部报送 because nothing can be handed in any more", async () => {
  const { staff, fresh } = await hireForCity("staff", "济南市");
  const admin = await hire("admin", "ADMIN");
  // As of a plan whose first month is still to come.
  await db().period.deleteMany({ where: { month: new Date("2024-04-01") } });
  const before = await getMyStanding(staff, "2024-04-25");
  expect(before).toMatchObject({ period: null, next: { month: "2024-05-01" } });
  expect(before.points).toBeGreaterThan(5);
  expect(standingText(before, "2024-04-25")).toBe(`首期 5月，5月25日截止，${before.points} 项要点`);
  await submit(staff, fresh().id, "2024-05-20");
  const open = await getMyStanding(staff, "2024-05-20");
  expect(open.period).toMatchObject({ month: "2024-05-01", locked: false, done: 1, missed: 0 });
  const { id } = await db().period.findFirstOrThrow({ where: { month: new Date("2024-05-01") } });
  await lockPeriod(admin, { periodId: id }, at("2024-05-28"));
  const now = await actorNamed("staff");
  const locked = await getMyStanding(now, "2024-05-28");
  const missed = (open.period?.all ?? 0) - 1;
  expect(locked.period).toMatchObject({ locked: true, done: 1, missed, all: missed + 1 });
  expect(standingText(locked, "2024-05-28")).toBe(`5月已锁定，缺报 ${missed} 项`);
  expect((await listMyReports(now, "2024-05-28")).map(({ month }) => month)).not.toContain(
    "2024-05-01",
  );
});

test("is nobody's but a unit's", async () => {
  const leader = await hire("leader", "LEADER");
  expect(await refusalOf(getMyStanding(leader, "2024-05-20"))).toBe("NOT_FOUND");
});
