import { beforeAll, describe, expect, test } from "vitest";
import { limitAccount } from "@/lib/accounts/limits";
import { getAccount, listAccounts } from "@/lib/accounts/listing";
import { addAccount } from "@/lib/accounts/managing";
import { addAccountInput } from "@/lib/accounts/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const now = at("2024-09-06");
let boss: Actor;
let jinan: number;
let linyi: number;

beforeAll(async () => {
  boss = await hire("boss", "ADMIN");
  const idOf = async (name: string) => (await db().city.findUniqueOrThrow({ where: { name } })).id;
  [jinan, linyi] = [await idOf("济南市"), await idOf("临沂市")];
});

const limit = (actor: Actor, accountId: number, cityIds: number[]) =>
  limitAccount(actor, { accountId, cityIds }, now);
const limitsOf = async (id: number) => (await getAccount(boss, id)).limits.map(({ name }) => name);

describe("所涉城市 of an account", () => {
  test("are set and taken away by an administrator, each with its entry in the audit log", async () => {
    const { accountId } = await hire("leader", "LEADER");
    await limit(boss, accountId, [jinan]);
    expect(await limitsOf(accountId)).toEqual(["济南市"]);
    const entry = () => db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(await entry()).toMatchObject({
      action: "account.set-cities",
      before: { cities: [] },
      after: { cities: ["济南市"] },
    });
    expect(await refusalOf(limit(boss, accountId, [jinan]))).toBe("STALE");
    await limit(boss, accountId, []);
    expect(await limitsOf(accountId)).toEqual([]);
  });

  test("are chosen for a new account", async () => {
    const input = { name: "new-one", post: "领导", role: "LEADER", cityIds: [String(linyi)] };
    await addAccount(boss, addAccountInput.parse(input), now);
    const [row] = await listAccounts(boss, { q: "new-one" });
    expect(await limitsOf(row?.id ?? 0)).toEqual(["临沂市"]);
  });

  test("of an administrator bound what they see and give", async () => {
    const { accountId } = await hire("local", "ADMIN");
    await limit(boss, accountId, [jinan]);
    const local = await actorNamed("local");
    const far = await hire("far", "REVIEWER", { city: "临沂市" });
    const near = await hire("near", "REVIEWER", { city: "济南市" });
    expect(await refusalOf(limit(local, far.accountId, [jinan]))).toBe("NOT_FOUND");
    expect(await refusalOf(limit(local, near.accountId, [linyi]))).toBe("NOT_FOUND");
    // None chosen is not all of them for whoever has not all.
    await limit(local, near.accountId, []);
    expect(await limitsOf(near.accountId)).toEqual(["济南市"]);
    const input = { name: "too-far", post: "领导", role: "LEADER", cityIds: [String(linyi)] };
    expect(await refusalOf(addAccount(local, addAccountInput.parse(input), now))).toBe("NOT_FOUND");
  });

  test("are nobody's own to change, and not for other roles", async () => {
    expect(await refusalOf(limit(boss, boss.accountId, [jinan]))).toBe("FORBIDDEN");
    const auditor = await hire("auditor", "AUDITOR");
    expect(await refusalOf(limit(auditor, boss.accountId, [jinan]))).toBe("NOT_FOUND");
    const { accountId } = await hire("someone", "LEADER");
    expect(await refusalOf(limit(boss, accountId, [999_999]))).toBe("NOT_FOUND");
  });

  test("leave one administrator without them: of two who limit each other one is refused", async () => {
    const other = await hire("other", "ADMIN");
    const ends = await race([
      limit(boss, other.accountId, [jinan]),
      limit(other, boss.accountId, [jinan]),
    ]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    const left = await db().account.count({
      where: { role: "ADMIN", active: true, cities: { none: {} } },
    });
    expect(left).toBe(1);
  });
});
