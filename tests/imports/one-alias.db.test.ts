import { beforeAll, expect, test } from "vitest";
import { questionOf } from "@/components/imports/unit-words";
import { getImport } from "@/lib/imports/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { answering, notice, stateOf } from "./bare-notices";
import { begin, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2026-09-20");
let admin: Actor;
const answer = answering(() => admin, NOW);

beforeAll(async () => {
  admin = await hire("bieming", "ADMIN");
});

const text = (clause: string) =>
  notice("鲁山", "沂河", 31).replace(/（责任单位：[^）]*）/g, `（责任单位：${clause}）`);

test("an alias that only one of the two cities put down is asked about where no city is written, and known where one is", async () => {
  const first = await begin(admin, text("两市文化和旅游局"), NOW);
  await publish(admin, await settle(admin, first.id), NOW);
  await db().unit.update({
    where: { name: "沂河市文化和旅游局" },
    data: { aliases: ["文旅局", "市文旅局"] },
  });
  const view = await begin(admin, text("文旅局，市文旅局"), NOW);
  for (const name of ["文旅局", "市文旅局"]) {
    const match = stateOf(view, name);
    expect([match?.state, match?.suggestions[0]?.name]).toEqual(["ASKED", "沂河市文化和旅游局"]);
    expect(match && questionOf(match)).toContain(`名录里叫${name}的是沂河市文化和旅游局`);
  }
  await answer(view, { 文旅局: ["", "鲁山市"], 市文旅局: ["", "*"] });
  const settled = await getImport(admin, view.id);
  const named = (name: string) => stateOf(settled, name)?.standsFor.map((each) => each.name);
  expect(named("文旅局")).toEqual(["鲁山市文旅局"]);
  expect(named("市文旅局")).toEqual(["鲁山市文旅局", "沂河市文化和旅游局"]);
  const told = await begin(admin, text("沂河市教育局、文旅局"), NOW);
  expect(stateOf(told, "沂河市文旅局")).toMatchObject({ state: "KNOWN", byAlias: true });
});
