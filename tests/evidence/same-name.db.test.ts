import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/policy";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { hire, hireForCity } from "../support/people";
import { race } from "../support/reports";
import { bytesOf, DAY, MONTH, upload } from "./desk";
import { pdf } from "./samples";

withDatabase({ template: "plan" });

let staff: Actor;
let colleague: Actor;
let fresh: () => { id: number };
let id: number;

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  colleague = await hire("colleague", "STAFF", { unit: staff.unitName ?? "" });
});
beforeEach(() => {
  ({ id } = fresh());
});

const listed = async () => (await getReportForm(staff, id, MONTH, DAY)).evidence;
const names = async () => (await listed()).map(({ name, version }) => `${name} ${version}`);

test("a file of the same name as one of a colleague's that its uploader has not seen stands beside it", async () => {
  const theirs = await upload(staff, id, "扫描件.pdf", pdf("一"));
  const own = await upload(colleague, id, "扫描件.pdf", pdf("二"));
  expect(await listed()).toEqual([theirs, own]);
  // A new version of one's own takes only one's own place.
  const mended = await upload(colleague, id, "扫描件.pdf", pdf("三"));
  expect(await listed()).toEqual([theirs, mended]);
  expect(mended.version).toBe(3);
  expect(await bytesOf(staff, theirs.id)).toEqual(Buffer.from(pdf("一")));
  // The very same content is there already, whoever gave it.
  expect(await upload(colleague, id, "扫描件.pdf", pdf("一"))).toEqual(theirs);
  // A file of another name or place that an address names takes nobody's place.
  await upload(colleague, id, "别的.pdf", pdf("四"), { seen: theirs.id });
  expect((await listed()).map(({ id: each }) => each)).toContain(theirs.id);
});

test("files of one name given by two people at the same moment are both there", async () => {
  await race([
    upload(staff, id, "名单.pdf", pdf("一")),
    upload(colleague, id, "名单.pdf", pdf("二")),
  ]);
  expect((await names()).sort()).toEqual(["名单.pdf 1", "名单.pdf 2"]);
});
