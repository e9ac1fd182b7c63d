import { beforeAll, expect, test } from "vitest";
import { makeDigests } from "@/lib/digests/commands";
import { db } from "@/lib/platform/db";
import { installJobs } from "@/lib/platform/job-runner";
import { selectJobs } from "@/lib/platform/jobs";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { assignmentOf, at, hire } from "../support/people";
import { approve, sendBack, submit } from "../support/reports";

// Nobody listens there: who returns a report waits for no mail server.
process.env.SMTP_URL = "smtp://127.0.0.1:1";
process.env.SMTP_FROM = "对口合作督办 <duban@example.gov.cn>";
process.env.PUBLIC_URL = "https://duban.example.gov.cn";

const database = withDatabase({ template: "plan" });
const UNIT = "济南市教育局";
const DAY = "2024-09-06";

let staff: Actor;
let colleague: Actor;
let reviewer: Actor;
let points: number[];

beforeAll(async () => {
  await installJobs(database.url);
  staff = await hire("staff", "STAFF", { unit: UNIT });
  colleague = await hire("colleague", "STAFF", { unit: UNIT });
  await hire("no-address", "STAFF", { unit: UNIT });
  reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
  const { accountId } = colleague;
  await db().account.update({ where: { id: accountId }, data: { email: " JYJ@example.gov.cn" } });
  await db().account.update({
    where: { id: staff.accountId },
    data: { email: "jyj@example.gov.cn" },
  });
  const held = await db().assignment.findMany({
    where: { unit: { name: UNIT } },
    include: { point: true },
  });
  points = held.map(({ point }) => point.number);
});

const mails = () => db().delivery.findMany({ where: { channel: "MAIL" }, orderBy: { id: "asc" } });
const reported = async (point = 0) =>
  submit(staff, await assignmentOf(UNIT, points[point] ?? 0), DAY);

test("a returned report goes out by mail at once: one an address, through the queue, with why and where", async () => {
  const updateId = await reported();
  await db().assignment.updateMany({ data: { handlerId: null } });
  await sendBack(reviewer, updateId, DAY, "请写明数量𠮷");
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  const name = `第 ${points[0]} 项9月进展被退回`;
  expect(mail).toMatchObject({
    target: "jyj@example.gov.cn",
    about: `returned:${updateId}`,
    subject: `对口合作督办：${name}`,
    sentAt: null,
  });
  expect(mail?.body).toContain(`济南市教育局 · STAFF：\n${name}：请写明数量𠮷\nhttps://duban`);
  expect((await selectJobs(db(), 5)).map(({ key }) => key)).toEqual([`deliver:${mail?.id}`]);
});

test("it is not repeated in the next digest of who got it, and is in that of who has no address", async () => {
  await makeDigests(at("2024-09-09"), { mail: null, robots: [] });
  const told = async (name: string) => {
    const digest = await db().digest.findFirst({ where: { account: { name } } });
    return JSON.stringify(digest?.lines ?? []).includes("被退回");
  };
  expect([await told("staff"), await told("colleague"), await told("no-address")]).toEqual([
    false,
    false,
    true,
  ]);
});

test("a second report returned on the same day has a mail of its own; an approval has none", async () => {
  const before = (await mails()).length;
  await sendBack(reviewer, await reported(1), DAY);
  expect(await mails()).toHaveLength(before + 1);
  await approve(reviewer, await reported(1), DAY);
  expect(await mails()).toHaveLength(before + 1);
});

test("robots are told nothing of it: they keep to the summary of the day", async () => {
  expect(await db().delivery.count({ where: { channel: { not: "MAIL" } } })).toBe(0);
});
