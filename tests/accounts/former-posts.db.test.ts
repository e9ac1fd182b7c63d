import { beforeAll, expect, test } from "vitest";
import { changeRole } from "@/lib/accounts/role-changes";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { directivesFor } from "@/lib/dashboards/directives";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getReportHistory } from "@/lib/progress/history";
import { getPointRecord } from "@/lib/progress/point-record";
import { withDatabase } from "../support/database";
import { issue, reply } from "../support/directives";
import { actorNamed, at, hire, unitNamed } from "../support/people";
import { approve, submit } from "../support/reports";

withDatabase({ template: "plan" });

const UNIT = "济南市教育局";
const MOVED = "2024-09-10";
let admin: Actor;
let assignment: { id: number; pointId: number };
let directive: number;

beforeAll(async () => {
  const staff = await hire("staff", "STAFF", { unit: UNIT });
  const reviewer = await hire("reviewer", "REVIEWER");
  const leader = await hire("leader", "LEADER");
  admin = await hire("admin", "ADMIN");
  assignment = await db().assignment.findFirstOrThrow({
    where: { unit: { name: UNIT }, point: { number: 20 } },
  });
  await approve(reviewer, await submit(staff, assignment.id, "2024-08-20"), "2024-08-21");
  directive = await issue(leader, "2024-09-02");
  await reply(await actorNamed("staff"), directive, "2024-09-04");
});

/** A move of one account to another post, by the administrator, on a day. */
async function move(name: string, day: string, to: object) {
  const { id: accountId } = await db().account.findUniqueOrThrow({ where: { name } });
  const place = { role: "REVIEWER" as const, unitId: null, cityId: null, ...to };
  await changeRole(admin, { accountId, post: "新岗位", ...place }, at(day));
}

async function told(day: string) {
  forgetBoards();
  const actor = await actorNamed("admin");
  const [given] = directivesFor(actor, await getBoard(actor, day)).filter(
    ({ id }) => id === directive,
  );
  const { timeline } = await getPointRecord(actor, assignment.pointId, day);
  const history = await getReportHistory(actor, assignment.id, day, {});
  return {
    issuedBy: given?.issuedBy,
    replied: given?.units.flatMap(({ replies }) => replies.map(({ author }) => author)),
    reported: timeline.map(({ authorPost }) => authorPost),
    author: history.versions.map(({ version }) => version.author),
    judge: history.versions.map(({ version }) => version.review?.by),
  };
}

test("what was done keeps saying the post of whoever did it, after they were moved and moved again", async () => {
  const before = await told("2024-09-20");
  expect(before.author).toEqual([expect.stringContaining("（staff）")]);
  const city = await db().city.findUniqueOrThrow({ where: { name: "临沂市" } });
  await move("staff", MOVED, { role: "LEADER", cityId: city.id });
  await move("leader", MOVED, { role: "REVIEWER", cityId: city.id });
  await move("reviewer", MOVED, { role: "STAFF", unitId: (await unitNamed(UNIT)).id });
  expect(await told("2024-09-20")).toEqual(before);
  await move("leader", "2024-09-15", { role: "AUDITOR" });
  expect(await told("2024-09-20")).toEqual(before);
  expect(await told("2024-09-05")).toEqual({ ...before });
});

test("what is done after that says the new one", async () => {
  const again = await submit(await actorNamed("reviewer"), assignment.id, "2024-09-18", {
    percent: 60,
  });
  const row = await db().$queryRaw<{ post: string; seat: string; person: string }[]>`
    SELECT post_on(author_id, submitted_on) AS post, seat_on(author_id, submitted_on) AS seat,
           person_on(author_id, submitted_on) AS person
      FROM progress_updates WHERE id = ${again}`;
  expect(row).toEqual([{ post: "新岗位", seat: "新岗位", person: "新岗位（reviewer）" }]);
  const { id } = await db().account.findUniqueOrThrow({ where: { name: "staff" } });
  const seats = await db().$queryRaw<{ before: string; after: string }[]>`
    SELECT seat_on(${id}::int, '2024-09-09') AS before, seat_on(${id}::int, ${MOVED}::date) AS after`;
  expect(seats[0]?.after).toBe("临沂 · 新岗位");
  expect(seats[0]?.before).not.toContain("临沂");
});

test("a former post is not changed, removed or emptied, whoever asks the database", async () => {
  expect(await db().formerPost.count()).toBe(4);
  for (const sql of [
    "UPDATE former_posts SET post = '别的'",
    "DELETE FROM former_posts",
    "TRUNCATE former_posts",
  ]) {
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/immutable/);
  }
});
