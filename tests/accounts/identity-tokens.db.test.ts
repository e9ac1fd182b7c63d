import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { actorIn, back, begin, COOKIE, type Jar, trust } from "../support/identity-portal";
import { type Lie, startLiar } from "../support/identity-provider";
import { hire } from "../support/people";

withDatabase({ template: "empty" });

let liar: Awaited<ReturnType<typeof startLiar>>;

beforeAll(async () => {
  liar = await startLiar();
  trust(liar.issuer);
  await hire("staff", "REVIEWER");
});
afterAll(() => liar.stop());

describe("a token of 统一身份认证 is believed only", () => {
  async function told(lie: Lie) {
    const jar: Jar = {};
    const { searchParams } = await begin(jar);
    liar.told.nonce = searchParams.get("nonce") ?? "";
    liar.told.lie = lie;
    const answer = await back(jar, { code: "any", state: searchParams.get("state") });
    return { jar, location: answer.location };
  }
  const past = Math.floor(Date.now() / 1000) - 3600;

  test("when nothing about it is wrong", async () => {
    expect(await actorIn((await told({})).jar)).toMatchObject({ name: "staff" });
  });

  test.each<[string, Lie]>([
    ["from its issuer", { claims: { iss: "https://elsewhere.example.gov.cn" } }],
    ["for this portal", { claims: { aud: "another-portal" } }],
    ["as the answer to this browser's question", { claims: { nonce: "an older one" } }],
    ["with a nonce", { claims: { nonce: undefined } }],
    ["before it is too old", { claims: { iat: past, exp: past + 60 } }],
    ["after it was made", { claims: { iat: past + 9000, nbf: past + 9000 } }],
    ["signed by the issuer's key", { key: "other" }],
    ["with a subject", { claims: { sub: undefined } }],
  ])("%s", async (_, lie) => {
    const sessions = await db().session.count();
    const { jar, location } = await told(lie);
    expect(location).toMatch(/error=/);
    expect(jar[COOKIE]).toBeUndefined();
    expect(await db().session.count()).toBe(sessions);
  });
});
