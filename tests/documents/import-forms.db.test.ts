import { expect, test } from "vitest";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { importNotice } from "@/lib/documents/commands";
import { pointText, readNotice, rebuildNotice } from "@/lib/documents/notice";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { at } from "../support/people";
import { directory } from "./published";
import { HEAD } from "./read";

withDatabase({ template: "plan" });

test("a notice of three levels with roles is stored whole: sections, afterword, roles, one number each", async () => {
  const reading = readNotice(
    `${HEAD}一、任务\n（一）产业\n1. 甲。文。（市教育局牵头，市财政局配合）\n（二）民生\n2. 乙。文。（市民政局负责）\n二、保障。\n（一）丙。文。（责任单位：市财政局）\n本要点自印发之日起施行。`,
  );
  const id = await importNotice(SYSTEM_ACTOR, reading, directory, at("2025-03-06"));
  const plan = await db().plan.findUniqueOrThrow({
    where: { id },
    include: {
      chapters: {
        orderBy: { number: "asc" },
        include: {
          points: {
            orderBy: { number: "asc" },
            include: { assignments: { include: { unit: true, terms: true } } },
          },
        },
      },
    },
  });
  const points = plan.chapters.flatMap((chapter) => chapter.points);
  expect(points.map(({ number, section }) => [number, section])).toEqual([
    [1, "（一）产业"],
    [2, "（二）民生"],
    [3, ""],
  ]);
  const roles = points.flatMap(({ assignments }) =>
    assignments.flatMap(({ unit, terms }) => terms.map(({ role }) => `${unit.name} ${role}`)),
  );
  expect(roles.sort()).toEqual([
    "青河市教育局 LEAD",
    "青河市民政局 RESPONSIBLE",
    "青河市财政局 RESPONSIBLE",
    "青河市财政局 SUPPORT",
  ]);
  const rebuilt = [
    plan.foreword,
    ...plan.chapters.flatMap(({ marker, title, titleEnd, points: own }) => [
      marker + title + titleEnd,
      ...own.map((point) => point.before + pointText(point)),
    ]),
    plan.afterword,
  ].join("\n");
  expect(rebuilt).toBe(rebuildNotice(reading));
});
