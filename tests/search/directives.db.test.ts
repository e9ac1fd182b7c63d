import { beforeAll, describe, expect, test } from "vitest";
import { uploadEvidence } from "@/lib/evidence/commands";
import { uploadReplyEvidenceInput } from "@/lib/evidence/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { search } from "@/lib/search/queries";
import { type SearchKind, searchInput } from "@/lib/search/schema";
import { pdf } from "../evidence/samples";
import { bodyOf } from "../platform/storage-rules";
import { withDatabase } from "../support/database";
import { askAgain, issue, reply } from "../support/directives";
import { actorNamed, at, hire } from "../support/people";
import { statementsOf } from "../support/statements";

withDatabase({ template: "plan" });

const TODAY = "2024-09-20";
const JINAN = "济南市教育局";
const LINYI = "临沂市教育局";
const people: Record<string, Actor> = {};

const find = async (actor: Actor, q: string, kind?: SearchKind) =>
  search(actor, searchInput.parse({ q, kind }), TODAY);
const titles = async (actor: Actor, q: string) =>
  (await find(actor, q)).flatMap(({ hits }) =>
    hits.map(({ title }) => title.map(({ text }) => text).join("")),
  );

beforeAll(async () => {
  Object.assign(people, {
    jinanStaff: await hire("s-jn", "STAFF", { unit: JINAN }),
    linyiStaff: await hire("s-ly", "STAFF", { unit: LINYI }),
    jinanReviewer: await hire("s-jn-r", "REVIEWER", { city: "济南市" }),
    reviewer: await hire("s-r", "REVIEWER"),
    leader: await hire("s-l", "LEADER"),
    admin: await hire("s-a", "ADMIN"),
    auditor: await hire("s-x", "AUDITOR"),
  });
});

describe("who finds whose directives", () => {
  const SAID = {
    "to Jinan on its point": "泉城路口径",
    "to Linyi about itself": "沂蒙路口径",
    "Linyi's answer": "琅琊台口径",
    "the opinion on it": "请写明到岗时间",
  };
  type What = keyof typeof SAID;
  const ALL_OF_IT = Object.keys(SAID) as What[];
  // By policy: leaders, reviewers and the admin everything; a unit what is said to it and of its points.
  const EXPECTED: Record<string, What[]> = {
    leader: ALL_OF_IT,
    reviewer: ALL_OF_IT,
    jinanReviewer: ALL_OF_IT,
    admin: ALL_OF_IT,
    jinanStaff: ["to Jinan on its point"],
    linyiStaff: ALL_OF_IT,
    auditor: [],
  };

  beforeAll(async () => {
    const leader = people.leader as Actor;
    const { id: unit } = await db().unit.findUniqueOrThrow({ where: { name: LINYI } });
    await issue(leader, "2024-09-02", { text: `请说明${SAID["to Jinan on its point"]}。` });
    const own = await issue(leader, "2024-09-03", {
      point: undefined,
      unit,
      units: [LINYI],
      text: `请说明${SAID["to Linyi about itself"]}。`,
    });
    const answer = await reply(people.linyiStaff as Actor, own, "2024-09-04", {
      unit: LINYI,
      text: `按${SAID["Linyi's answer"]}办理。`,
    });
    await askAgain(leader, answer, "2024-09-05");
    // The next request of each finds the plan as it is now.
    for (const [key, { name }] of Object.entries(people)) people[key] = await actorNamed(name);
  });

  test.each(Object.entries(EXPECTED))(
    "%s finds exactly what may be read",
    async (who, expected) => {
      for (const [what, words] of Object.entries(SAID) as [What, string][]) {
        const found = await titles(people[who] as Actor, words);
        expect([what, found.length]).toEqual([what, expected.includes(what) ? 1 : 0]);
      }
    },
  );

  test("a hit says who gave it on what, its light and days, and leads to it", async () => {
    const [group] = await find(people.leader as Actor, SAID["Linyi's answer"]);
    expect(group).toMatchObject({ kind: "DIRECTIVE", more: false });
    const [hit] = group?.hits ?? [];
    expect(hit?.title.map(({ text }) => text).join("")).toContain(LINYI);
    expect(hit?.text.find((piece) => piece.hit)?.text).toBe(SAID["Linyi's answer"]);
    expect(hit?.note).toMatch(/2024-09-03 批示 · 2024-09-20 前答复$/);
    expect(hit?.href).toMatch(/^\/directives\/\d+#reply-\d+$/);
    const [first] = await find(people.leader as Actor, "口径", "DIRECTIVE");
    expect(first?.hits).toHaveLength(2);
  });

  test("a quick look finds them too, with no statement of their own", async () => {
    const leader = people.leader as Actor;
    const input = searchInput.parse({ q: "泉城路", kind: "DIRECTIVE" });
    const quick = () => search(leader, input, TODAY, "QUICKLY");
    expect(await quick()).toMatchObject([{ kind: "DIRECTIVE", hits: [{}] }]);
    // The board stands; what is read is the units' names.
    expect(await statementsOf(quick)).toHaveLength(1);
  });
});

test("a file given with an answer is found by name by whoever reads the directive, once it is sent", async () => {
  const { id: unitId } = await db().unit.findUniqueOrThrow({ where: { name: LINYI } });
  const now = async (who: string) => actorNamed((people[who] as Actor).name);
  const directiveId = await issue(await now("leader"), "2024-09-06", {
    point: undefined,
    unit: unitId,
    units: [LINYI],
    text: "请报送花名册。",
  });
  const input = uploadReplyEvidenceInput.parse({ directiveId, unitId, name: "跟岗花名册.pdf" });
  const body = { stream: bodyOf(pdf()), announced: null };
  await uploadEvidence(await now("linyiStaff"), input, body, at("2024-09-07"));
  const findFile = async (who: string) => find(await now(who), "花名册.pdf", "EVIDENCE");
  expect(await findFile("linyiStaff")).toEqual([]);
  await reply(await now("linyiStaff"), directiveId, "2024-09-07", { unit: LINYI });
  for (const who of ["leader", "reviewer", "jinanReviewer", "admin", "linyiStaff"]) {
    const [group] = await findFile(who);
    expect(group?.hits).toHaveLength(1);
    const [hit] = group?.hits ?? [];
    expect(hit?.title.map(({ text }) => text).join("")).toBe("跟岗花名册.pdf");
    expect(hit?.note).toBe(`${LINYI}答复批示 · ${LINYI}`);
    expect(hit?.href).toMatch(new RegExp(`^/directives/${directiveId}#reply-\\d+$`));
  }
  for (const who of ["jinanStaff", "auditor"]) expect(await findFile(who)).toEqual([]);
});
