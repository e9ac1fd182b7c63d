import { expect, test } from "vitest";
import { createApiToken, revokeApiToken } from "@/lib/accounts/commands";
import { listApiTokens } from "@/lib/accounts/queries";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const NOW = at("2024-09-20");

test("an administrator of some cities sees and revokes the tokens made within them, and no others", async () => {
  const limited = async (name: string, city: string) => {
    const actor = await hire(name, "ADMIN");
    const { id: cityId } = await db().city.findUniqueOrThrow({ where: { name: city } });
    await db().accountCity.create({ data: { accountId: actor.accountId, cityId } });
    return actor;
  };
  const wide = await hire("wide", "ADMIN");
  const jinan = await limited("jinan", "济南市");
  const colleague = await limited("colleague", "济南市");
  const linyi = await limited("linyi", "临沂市");
  for (const actor of [wide, jinan, colleague, linyi]) {
    await createApiToken(actor, { label: `token of ${actor.name}` }, NOW);
  }
  const seen = async (actor: typeof wide) =>
    (await listApiTokens(actor)).map(({ label }) => label.slice("token of ".length)).sort();
  expect(await seen(wide)).toEqual(["colleague", "jinan", "linyi", "wide"]);
  expect(await seen(jinan)).toEqual(["colleague", "jinan"]);
  expect(await seen(linyi)).toEqual(["linyi"]);

  const tokenOf = ({ accountId }: typeof wide) =>
    db().apiToken.findFirstOrThrow({ where: { createdById: accountId } });
  for (const actor of [wide, linyi]) {
    const { id } = await tokenOf(actor);
    const missing = await refusalOf(revokeApiToken(jinan, { id: 999_999 }, NOW));
    expect(await refusalOf(revokeApiToken(jinan, { id }, NOW))).toBe(missing);
    expect((await tokenOf(actor)).revokedAt).toBeNull();
  }
  for (const actor of [jinan, colleague]) {
    const { id } = await tokenOf(actor);
    await revokeApiToken(jinan, { id }, NOW);
    expect((await tokenOf(actor)).revokedAt).not.toBeNull();
  }
  await revokeApiToken(wide, { id: (await tokenOf(linyi)).id }, NOW);
});
