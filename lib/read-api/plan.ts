import "server-only";
import { planDocument } from "../dashboards/plan-document";
import { getBoardOfYear } from "../dashboards/queries";
import { resource } from "./resource";
import { planDocumentSchema, planQuery, yearParams } from "./schema";

export const plan = resource({
  path: "/api/v1/plans/{year}",
  summary: "某一天的全部进展：总体、各章、各要点、各责任单位",
  params: yearParams,
  query: planQuery,
  response: planDocumentSchema,
  read: async (actor, { params, query }, today) =>
    planDocument(await getBoardOfYear(actor, params.year, query.asOf ?? today)),
});
