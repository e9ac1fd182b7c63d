import { openApiDocument } from "@/lib/read-api/openapi";
import { RESOURCES } from "@/lib/read-api/resources";
import { sessionCookie } from "@/lib/web/auth";
import { answerApi } from "../serve";

export const GET = (request: Request): Promise<Response> =>
  answerApi(request, async () => openApiDocument(RESOURCES, sessionCookie().name));
