import { expect, test } from "vitest";
import { z } from "zod";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { planDocument } from "@/lib/dashboards/plan-document";
import { getBoardOfYear } from "@/lib/dashboards/queries";
import { isIsoDate } from "@/lib/dates";
import { db } from "@/lib/platform/db";
import { LIGHTS } from "@/lib/status/rules";
import { withDatabase } from "../support/database";
import { actorNamed, hire, hireForCity } from "../support/people";
import { approve, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

const day = z.string().refine(isIsoDate);
const percent = z
  .number()
  .min(0)
  .max(100)
  .refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e5), "one decimal at most");
const light = z.enum(LIGHTS);
const count = z.number().int().min(0);

/** The contract with programs that read the portal; a field more or less breaks it. */
const contract = z.strictObject({
  plan: z.strictObject({
    year: z.literal(2024),
    title: z.string().min(1),
    documentNumber: z.literal("济政办字〔2024〕13号"),
    issuedOn: z.literal("2024-04-24"),
    dueOn: z.literal("2024-12-31"),
    asOf: z.literal("2024-09-06"),
    percent,
    expectedPercent: z.literal(53.8),
    counts: z.strictObject({
      SEVERE: count,
      LAGGING: count,
      UNREPORTED: count,
      ON_TRACK: count,
      NOT_STARTED: count,
      COMPLETED: count,
    }),
  }),
  chapters: z
    .array(
      z.strictObject({
        number: z.number().int().min(1).max(9),
        title: z.string().min(1),
        percent,
        light,
        points: z.array(
          z.strictObject({
            number: z.number().int().min(1).max(31),
            title: z.string().min(1),
            body: z.string().min(1),
            clause: z.string().min(1),
            dueOn: day,
            percent,
            expectedPercent: percent,
            light,
            reason: z.string().min(1),
            sides: z
              .array(z.strictObject({ city: z.enum(["济南", "临沂"]), percent, light }))
              .min(1)
              .max(2),
            units: z
              .array(
                z.strictObject({
                  name: z.string().min(1),
                  city: z.enum(["济南", "临沂"]),
                  kind: z.enum([
                    "PARTY",
                    "GOVERNMENT",
                    "INSTITUTION",
                    "COUNTY",
                    "ZONE",
                    "ENTERPRISE",
                    "MASS",
                    "STATIONED",
                    "GROUP",
                  ]),
                  role: z.enum(["LEAD", "RESPONSIBLE", "SUPPORT"]),
                  origin: z.enum(["DOCUMENT", "ADMIN"]),
                  percent: z.number().int().min(0).max(100).nullable(),
                  reportedOn: day.nullable(),
                }),
              )
              .min(1),
          }),
        ),
      }),
    )
    .length(9),
});

const read = async (asOf: string) => {
  forgetBoards();
  return planDocument(await getBoardOfYear(await actorNamed("leader"), 2024, asOf));
};

test("a program reads the plan in exactly the agreed form, before and after the first report", async () => {
  await hire("leader", "LEADER");
  const reviewer = await hire("reviewer", "REVIEWER");
  const { staff, fresh } = await hireForCity("staff", "济南市");
  const silent = contract.parse(JSON.parse(JSON.stringify(await read("2024-09-06"))));
  expect(silent.plan.percent).toBe(0);
  expect(silent.chapters.flatMap(({ points }) => points)).toHaveLength(31);
  expect(
    silent.chapters.flatMap(({ points }) => points.flatMap(({ units }) => units)),
  ).toHaveLength(161);

  const { id } = fresh();
  await approve(reviewer, await submit(staff, id, "2024-09-02", { percent: 33 }), "2024-09-04");
  const document = contract.parse(await read("2024-09-06"));
  const { unit, point } = await db().assignment.findUniqueOrThrow({
    where: { id },
    include: { unit: true, point: true },
  });
  const shown = document.chapters
    .flatMap(({ points }) => points)
    .find(({ number }) => number === point.number);
  expect(shown).toMatchObject({ title: point.title, body: point.body, clause: point.clause });
  expect(shown?.units.find(({ name }) => name === unit.name)).toMatchObject({
    city: "济南",
    percent: 33,
    reportedOn: "2024-09-02",
  });
  expect(shown?.units.filter(({ percent }) => percent !== null)).toHaveLength(1);
});

test("a year without a plan, and a reader without the right, find nothing", async () => {
  expect(await refusalOf(getBoardOfYear(await actorNamed("leader"), 2023, "2024-09-06"))).toBe(
    "NOT_FOUND",
  );
  const auditor = await hire("auditor", "AUDITOR");
  expect(await refusalOf(getBoardOfYear(auditor, 2024, "2024-09-06"))).toBe("NOT_FOUND");
});
