import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { keepAnchor, readChain } from "@/lib/audit/chain";
import { recordEntry, SYSTEM_ACTOR } from "@/lib/audit/commands";
import { db, transact } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { at } from "../support/people";
import { verifyTool } from "./verify-tool";

const own = withDatabase({ template: "plan" });

const NOW = at("2024-09-06");
const anchors = () => path.join(own.dataDir, "audit-anchors.jsonl");

const write = (subject: string) =>
  transact((tx) => recordEntry(tx, SYSTEM_ACTOR, { action: "holiday.set", subject }, NOW));

// Every test begins with a file of one anchor, and nothing before it is asked for.
beforeEach(async () => {
  await rm(anchors(), { force: true });
  await write("holiday:begin");
  await keepAnchor(NOW, { renew: true });
});

test("a line of the anchors that a full disk cut off says nothing", async () => {
  await appendFile(anchors(), '{"chainId":"');
  expect(await readChain()).toMatchObject({ fault: null, anchors: 1 });
  await write("holiday:since");
  await keepAnchor(NOW);
  expect(await readChain()).toMatchObject({ fault: null, anchors: 2 });
});

test("the file of the anchors gone, emptied or shortened is found, until it is begun anew in the open", async () => {
  const { end } = await readChain();
  await write("holiday:between");
  await keepAnchor(NOW);
  const whole = await readFile(anchors(), "utf8");
  const said = (sentence: string) => ({
    fault: { sequence: end.sequence + 1, file: true, sentence: expect.stringMatching(sentence) },
  });
  await writeFile(anchors(), "");
  expect(await readChain()).toMatchObject(said("缺失或被清空.*2 个"));
  await writeFile(anchors(), whole.split("\n")[0] ?? "");
  expect(await readChain()).toMatchObject(said("缺少 1 个"));
  await rm(anchors());
  expect(await readChain()).toMatchObject(said("缺失或被清空.*2 个"));
  const told = verifyTool(own);
  expect([told.status, told.stderr]).toEqual([1, expect.stringContaining("--renew-anchors")]);
  expect(await readChain()).toMatchObject(said("缺失或被清空.*2 个"));
  const renewed = verifyTool(own, "--renew-anchors");
  expect([renewed.status, renewed.stdout]).toEqual([0, expect.stringContaining("链条完整")]);
  expect(await readChain()).toMatchObject({ fault: null, anchors: 1, elsewhere: [] });
  const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
  expect(entry).toMatchObject({ action: "audit.anchor", after: { renewed: true } });
  await rm(anchors());
  expect(await readChain()).toMatchObject({ fault: { file: true } });
});

test("an anchor is kept again only when more has been written", async () => {
  const { entries } = await readChain();
  await keepAnchor(NOW);
  expect(await readChain()).toMatchObject({ entries, anchors: 1 });
});
