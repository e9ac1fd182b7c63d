import { beforeAll, expect, test } from "vitest";
import { makeDigests } from "@/lib/digests/commands";
import { db } from "@/lib/platform/db";
import { installJobs } from "@/lib/platform/job-runner";
import { selectJobs } from "@/lib/platform/jobs";
import { withDatabase } from "../support/database";
import { BOTH, hireThem, who } from "../support/directive-people";
import { accept, askAgain, issue, reply, withdraw } from "../support/directives";
import { at } from "../support/people";

// Nobody listens there: who issues a directive waits for no mail server.
process.env.SMTP_URL = "smtp://127.0.0.1:1";
process.env.SMTP_FROM = "对口合作督办 <duban@example.gov.cn>";
process.env.PUBLIC_URL = "https://duban.example.gov.cn";

const database = withDatabase({ template: "plan" });
hireThem();

beforeAll(async () => {
  await installJobs(database.url);
  const emailOf = (accountId: number, email: string) =>
    db().account.update({ where: { id: accountId }, data: { email } });
  await emailOf(who.staff.accountId, "jyj@example.gov.cn");
  await emailOf(who.colleague.accountId, "JYJ@example.gov.cn ");
  await emailOf(who.linyi.accountId, "ly@example.gov.cn");
  await emailOf(who.leader.accountId, "leader@example.gov.cn");
  await emailOf(who.stranger.accountId, "stranger@example.gov.cn");
});

const mailsSince = async (last: number) =>
  (await db().delivery.findMany({ where: { id: { gt: last } }, orderBy: { id: "asc" } })).map(
    ({ channel, target, about, subject, body }) => ({ channel, target, about, subject, body }),
  );
const last = async () => (await db().delivery.aggregate({ _max: { id: true } }))._max.id ?? 0;

test("a directive goes out by mail at once: one an address of the addressed units, to nobody else, through the queue", async () => {
  const id = await issue(who.leader, "2024-09-02", BOTH);
  const mails = await mailsSince(0);
  const subject = "对口合作督办：第 20 项有一般批示";
  expect(mails).toMatchObject([
    { channel: "MAIL", target: "jyj@example.gov.cn", about: `directive:${id}:issued`, subject },
    { channel: "MAIL", target: "ly@example.gov.cn", about: `directive:${id}:issued`, subject },
  ]);
  expect(mails[0]?.body).toContain("请于 9月20日前答复：请补齐跟岗人选，并报送成效案例。");
  expect(mails[0]?.body).toContain(`https://duban.example.gov.cn/directives/${id}`);
  expect(await selectJobs(db(), 5)).toHaveLength(2);
});

test("it is not repeated in the next digest of who got it", async () => {
  await makeDigests(at("2024-09-03"), { mail: null, robots: [] });
  for (const actor of [who.staff, who.linyi]) {
    const digest = await db().digest.findFirst({ where: { accountId: actor.accountId } });
    expect(JSON.stringify(digest?.lines ?? [])).not.toContain("批示");
  }
});

test("so does that more is asked for, and that it is withdrawn; an answer and its acceptance wait for the digest", async () => {
  const id = await issue(who.leader, "2024-09-04");
  const asked = await issue(who.leader, "2024-09-04");
  let before = await last();
  const first = await reply(who.staff, id, "2024-09-05");
  expect(await mailsSince(before)).toEqual([]);
  await askAgain(who.leader, first, "2024-09-06");
  expect(await mailsSince(before)).toMatchObject([
    { target: "jyj@example.gov.cn", subject: "对口合作督办：第 20 项的批示要求补充答复" },
  ]);
  before = await last();
  await accept(who.leader, await reply(who.staff, id, "2024-09-07", { seen: 1 }), "2024-09-08");
  expect(await mailsSince(before)).toEqual([]);
  await withdraw(who.leader, asked, "2024-09-08");
  expect(await mailsSince(before)).toMatchObject([
    { target: "jyj@example.gov.cn", subject: "对口合作督办：第 20 项的批示已撤回" },
  ]);
});
