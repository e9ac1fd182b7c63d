import { beforeAll, expect, test } from "vitest";
import { menu } from "@/app/(portal)/menu";
import { answerObjection, raiseObjection } from "@/lib/acknowledgements/commands";
import { listAssignedTerms } from "@/lib/acknowledgements/queries";
import { answerObjectionInput } from "@/lib/acknowledgements/schema";
import { getBadges } from "@/lib/inbox/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";

withDatabase({ template: "plan" });

const DAY = "2024-04-25";
let staff: Actor;

beforeAll(async () => {
  staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  await hire("admin", "ADMIN");
  await hire("both", "REVIEWER");
  await hire("jinan", "REVIEWER", { city: "济南市" });
  await hire("linyi", "REVIEWER", { city: "临沂市" });
  await hire("leader", "LEADER");
});

/** What 签收 shows in the menu of the next request. */
async function badgeOf(name: string): Promise<number | undefined> {
  const actor = await actorNamed(name);
  const { work } = menu(actor, await getBadges(actor, DAY), { directives: 0, orders: 0 });
  return work.find(({ key }) => key === "acknowledgements")?.badge;
}

const badges = () =>
  Promise.all(["jinan", "both", "admin", "linyi", "leader", "staff"].map(badgeOf));

test("异议 are counted in the menu of whoever may answer them, until they are answered", async () => {
  expect(await badges()).toEqual([0, 0, 0, 0, 0, 0]);
  const [first, second] = await listAssignedTerms(staff, DAY);
  for (const term of [first, second]) {
    const input = { termId: term?.termId ?? 0, reason: "职责不在本局" };
    await raiseObjection(staff, input, at(DAY));
  }
  expect(await badges()).toEqual([2, 2, 2, 0, 0, 0]);
  const waiting = await db().objection.findMany({ orderBy: { id: "asc" } });
  const answer = (at: number, outcome: string, words: string) =>
    answerObjectionInput.parse({ objectionId: waiting[at]?.id, outcome, answer: words });
  const reviewer = await actorNamed("jinan");
  await answerObjection(reviewer, answer(0, "DECLINED", "文件已经写明"), at(DAY));
  expect(await badges()).toEqual([1, 1, 1, 0, 0, 0]);
  await answerObjection(reviewer, answer(1, "OUT", ""), at("2024-04-26"));
  expect(await badges()).toEqual([0, 0, 0, 0, 0, 0]);
});
