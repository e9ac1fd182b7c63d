import "server-only";
import { z } from "zod";
import { planDocument } from "../dashboards/plan-document";
import { planAddress } from "../dashboards/plans";
import { getBoardOfYear } from "../dashboards/queries";
import { listPlans } from "../plan/queries";
import { resource } from "./resource";
import { planDocumentSchema, planQuery, plansList, yearParams } from "./schema";

export const plans = resource({
  path: "/api/v1/plans",
  summary: "可以读取的工作要点及各自的地址",
  params: z.strictObject({}),
  query: z.strictObject({}),
  response: plansList,
  read: async (actor) => ({
    items: (await listPlans(actor)).map(({ cities, ...plan }) => ({
      ...plan,
      cities: cities.split(" — "),
      address: `/api/v1/plans/${planAddress(plan)}`,
    })),
  }),
});

export const plan = resource({
  path: "/api/v1/plans/{year}",
  summary: "某一天的全部进展：总体、各章、各要点、各责任单位（不认识的参数不起作用）",
  params: yearParams,
  query: planQuery,
  response: planDocumentSchema,
  read: async (actor, { params, query }, today) =>
    planDocument(await getBoardOfYear(actor, params.year, query.asOf ?? today)),
});
