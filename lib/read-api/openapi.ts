import { z } from "zod";
import type { Resource } from "./resource";
import { problemSchema } from "./schema";

const JSON_TYPE = "application/json";
const PROBLEM_MEDIA = "application/problem+json";
export const OPENAPI_PATH = "/api/v1/openapi.json";

/** The OpenAPI 3.1 document of the read API, made of the schemas that check it; the cookie's name depends on TLS. */
export function openApiDocument(resources: Resource[], sessionCookie: string) {
  const paths = Object.fromEntries(resources.map((each) => [each.path, { get: operation(each) }]));
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "对口合作督办数据接口",
      version: "1.0.0",
      description:
        "只读。凭接口令牌（Bearer）或登录会话读取已审核的进展和批示。答复带强 ETag，用 If-None-Match 再问，没有变化答 304。清单用 next 翻页，翻页中新增的内容不会使已读的重复或遗漏。出错一律答 application/problem+json：没有的地址 404，写入 405。",
    },
    paths: {
      ...paths,
      [OPENAPI_PATH]: {
        get: {
          summary: "本文档",
          security: SECURITY,
          parameters: [IF_NONE_MATCH],
          responses: {
            200: {
              description: "OpenAPI 3.1 文档",
              headers: ETAG,
              content: { [JSON_TYPE]: { schema: { type: "object" } } },
            },
            304: UNCHANGED,
            ...refusals([401]),
          },
        },
      },
    },
    components: {
      schemas: { Problem: jsonSchema(problemSchema, "output") },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "管理员在“数据接口”里创建的令牌" },
        session: { type: "apiKey", in: "cookie", name: sessionCookie },
      },
    },
  };
}

const SECURITY = [{ token: [] }, { session: [] }];

const IF_NONE_MATCH = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "上次答复的 ETag",
  schema: { type: "string" },
};
const ETAG = { ETag: { schema: { type: "string" } } };
const UNCHANGED = { description: "与 If-None-Match 相比没有变化" };

function operation({ summary, params, query, response }: Resource) {
  return {
    summary,
    security: SECURITY,
    parameters: [...parameters(params, "path"), ...parameters(query, "query"), IF_NONE_MATCH],
    responses: {
      200: {
        description: "读取成功",
        headers: ETAG,
        content: { [JSON_TYPE]: { schema: jsonSchema(response, "output") } },
      },
      304: UNCHANGED,
      ...refusals([400, 401, 404]),
    },
  };
}

const REFUSALS: Record<number, string> = {
  400: "参数有误，detail 写明怎样改",
  401: "没有登录，或令牌无效、已停用",
  404: "没有这一年度、要点或单位，或无权读取",
};

function refusals(statuses: number[]) {
  const schema = { $ref: "#/components/schemas/Problem" };
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: REFUSALS[status], content: { [PROBLEM_MEDIA]: { schema } } },
    ]),
  );
}

function parameters(shape: z.ZodType, place: "path" | "query") {
  const { properties = {}, required = [] } = jsonSchema(shape, "input") as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }));
}

function jsonSchema(schema: z.ZodType, io: "input" | "output") {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
  return rest;
}
