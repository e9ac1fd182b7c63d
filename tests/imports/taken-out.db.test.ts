import { beforeAll, expect, test } from "vitest";
import { putPointBack, setHead, setTarget, takePointOut } from "@/lib/imports/commands";
import { importedPoints } from "@/lib/imports/content";
import { getImport, type ImportView } from "@/lib/imports/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { begin, draft, NOTICE, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2025-02-10");
const LATER = at("2025-03-10");
let admin: Actor;

beforeAll(async () => {
  admin = await hire("chongdu", "ADMIN");
});

const WORDS = "加强组织领导。各级要高度重视，落实责任。（责任单位：两市有关部门）";
const text = (words = `4.${WORDS}`) =>
  `${NOTICE}${words}\n5.健全机制。定期会商。（责任单位：两市教育局）\n`;
const numbers = ({ content }: ImportView) => importedPoints(content).map(({ number }) => number);
const out = ({ content }: ImportView) =>
  content.removed.map(({ point, before }) => `${point.number} ${before === true}`);

async function takeOut(view: ImportView, number: number): Promise<ImportView> {
  const point = importedPoints(view.content).find((each) => each.number === number)?.key ?? "";
  await takePointOut(admin, { ...draft(view), point }, NOW);
  return getImport(admin, view.id);
}

test("what was said to be no point stays so when the notice is read again", async () => {
  const first = await takeOut(await begin(admin, text(), NOW), 4);
  await publish(admin, await settle(admin, first.id), NOW);

  // Read again as it is: the same points, nothing asked about it, no difference.
  const again = await begin(admin, text(), LATER);
  expect(numbers(again)).toEqual([1, 2, 3, 5]);
  expect(out(again)).toEqual(["4 true"]);
  expect(again.differences?.list).toEqual([]);
  expect(again.questions).toEqual([]);
  const entry = await db().auditEntry.findFirstOrThrow({
    where: { action: "import.start", subject: `import:${again.id}` },
  });
  expect(entry.after).toMatchObject({ leftOut: 1 });

  // Under another number it is the same paragraph; with other words it is not.
  const renumbered = await begin(admin, text(`9.${WORDS}`), LATER);
  expect(out(renumbered)).toEqual(["9 true"]);
  const reworded = await begin(admin, text(`4.${WORDS.replace("落实责任", "压实责任")}`), LATER);
  expect(numbers(reworded)).toContain(4);
  expect(out(reworded)).toEqual([]);

  // Read under a wrong number and set right, it is an update from then on.
  const wrong = await begin(
    admin,
    text().replace("8号", "88号").replace("2025年工作", "2026年工作"),
    LATER,
  );
  expect(numbers(wrong)).toContain(4);
  const { title, issuedOn, dueOn, year } = wrong.content;
  const head = { title, issuedOn, dueOn, year, documentNumber: "青政办字〔2025〕8号" };
  await setHead(admin, { ...draft(wrong), ...head }, LATER);
  const right = await getImport(admin, wrong.id);
  expect(out(right)).toEqual(["4 true"]);

  // Taken back it is a point, and is one from then on.
  const key = again.content.removed[0]?.point.key ?? "";
  await putPointBack(admin, { ...draft(again), point: key }, LATER);
  await publish(admin, await settle(admin, again.id), LATER);
  const last = await begin(admin, text(), LATER);
  expect(numbers(last)).toEqual([1, 2, 3, 4, 5]);
  expect(last.differences?.list).toEqual([]);
});

test("a notice chosen as an update of a plan takes its answers over; a new plan does not", async () => {
  const notice = text()
    .replaceAll("青河", "南江")
    .replaceAll("白山口", "北江")
    .replace("8号", "18号");
  const first = await takeOut(await begin(admin, notice, NOW), 4);
  const { planId } = await publish(admin, await settle(admin, first.id), NOW);
  const other = await begin(admin, notice.replace("18号", "20号"), LATER);
  expect(numbers(other)).toContain(4);
  await setTarget(admin, { ...draft(other), target: planId }, LATER);
  const update = await getImport(admin, other.id);
  expect(out(update)).toEqual(["4 true"]);
  expect(update.differences?.list.map(({ key }) => key)).not.toContain("added:4");
});
