import "server-only";
import { z } from "zod";
import { DirectiveLevel, ReplyDecision } from "../../prisma/generated/enums";
import type { Board } from "../dashboards/board";
import { type DirectiveView, directivesFor } from "../dashboards/directives";
import { getBoardOfYear } from "../dashboards/queries";
import { DIRECTIVE_LIGHT_NAMES, type DirectiveLight } from "../glossary-states";
import { rowId } from "../row-id";
import { nextLink, resource } from "./resource";
import { cursorOf, keyOf } from "./rules";
import { asOf, date, page, paging, yearParams } from "./schema";

const directivesQuery = z.strictObject({
  asOf,
  since: date.optional().describe("只要这一天起批示的"),
  level: z.enum(DirectiveLevel).optional().describe("只要这一等级的"),
  unit: rowId.optional().describe("只要承办单位里有这一家的"),
  point: rowId.optional().describe("只要针对这一要点的"),
  ...paging,
});

/** Words of their own: a point's lights are others. */
export const directiveLight = z.enum(Object.keys(DIRECTIVE_LIGHT_NAMES) as DirectiveLight[]);

/** What 批示 and 督办单 say alike: to whom, by when, and what came of it. */
export const directedItem = {
  text: z.string(),
  issuedBy: z.string(),
  issuedOn: date,
  dueOn: date.describe("答复时限"),
  withdrawnOn: date.nullable(),
  withdrawReason: z.string().nullable(),
};
export const directedUnits = z.array(
  z.strictObject({
    id: z.int(),
    name: z.string(),
    city: z.string().nullable(),
    state: z.enum(["AWAITED", "REPLIED", "ASKED_AGAIN", "SETTLED", "OVERDUE"]),
    dueOn: date.describe("要求补充的，为补充时限"),
    replies: z.array(
      z.strictObject({
        version: z.int(),
        text: z.string(),
        repliedOn: date,
        decision: z
          .strictObject({
            decision: z.enum(ReplyDecision),
            opinion: z.string(),
            dueOn: date.nullable(),
            decidedOn: date,
          })
          .nullable(),
      }),
    ),
  }),
);

const directiveItem = z.strictObject({
  id: z.int(),
  target: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("point"), number: z.int(), title: z.string() }),
      z.strictObject({ kind: z.literal("chapter"), number: z.int(), title: z.string() }),
      z.strictObject({ kind: z.literal("unit"), id: z.int(), title: z.string() }),
    ])
    .describe("针对哪一要点、哪一章或哪一责任单位"),
  level: z.enum(DirectiveLevel),
  ...directedItem,
  light: directiveLight.nullable().describe("批示自己的灯，不计入要点；已撤回的为 null"),
  reason: z.string(),
  units: directedUnits,
});
const directivesPage = page(directiveItem);

/** In the order they were issued, so that a new one comes behind; as they stood at the end of the day. */
export const directives = resource({
  path: "/api/v1/plans/{year}/directives",
  summary: "批示及各承办单位的答复，按批示的先后",
  params: yearParams,
  query: directivesQuery,
  response: directivesPage,
  async read(actor, { params, query }, today) {
    const { cursor, limit, asOf: day = today, ...filter } = query;
    const board = await getBoardOfYear(actor, params.year, day);
    const wanted = wantedOf(directivesFor(actor, board), filter).filter(
      ({ level }) => filter.level === undefined || level === filter.level,
    );
    const place = { path: `/api/v1/plans/${params.year}/directives`, name: "directives" };
    const { shown, next } = pageOf(wanted, place, { cursor, limit, filter, day });
    return { asOf: day, items: shown.map((directive) => itemOf(board, directive)), next };
  },
});

/** Those since a day, of a unit or a point, in the order they were issued. */
export function wantedOf<D extends DirectiveView>(
  all: D[],
  { since, unit, point }: { since?: string; unit?: number; point?: number },
): D[] {
  return all
    .filter(
      ({ issuedOn, units, target }) =>
        issuedOn >= (since ?? "") &&
        (unit === undefined || units.some(({ id }) => id === unit)) &&
        (point === undefined || (target.kind === "point" && target.number === point)),
    )
    .sort((a, b) => a.issuedOn.localeCompare(b.issuedOn) || a.id - b.id);
}

/** One page of them behind a cursor, and the link to the next. */
export function pageOf<D extends { id: number; issuedOn: string }>(
  all: D[],
  { path, name }: { path: string; name: string },
  asked: {
    cursor: string | undefined;
    limit: number;
    filter: Record<string, string | number | undefined>;
    day: string;
  },
) {
  const { cursor, limit, filter, day } = asked;
  const [onOrAfter = "1949-10-01", after = "0"] =
    cursor === undefined ? [] : keyOf(name, cursor, /^\d{4}-\d{2}-\d{2}:\d{1,9}$/);
  const left = all.filter(
    ({ id, issuedOn }) => issuedOn > onOrAfter || (issuedOn === onOrAfter && id > Number(after)),
  );
  const shown = left.slice(0, limit);
  const last = left.length > limit ? shown.at(-1) : undefined;
  const next = last
    ? nextLink(path, { ...filter, asOf: day, limit }, cursorOf(name, [last.issuedOn, last.id]))
    : null;
  return { shown, next };
}

function itemOf(board: Board, directive: DirectiveView) {
  const { id, target, text, level, issuedBy, issuedOn, dueOn, light, reason } = directive;
  const { withdrawnOn, withdrawReason } = directive;
  return {
    id,
    target,
    text,
    level,
    issuedBy,
    issuedOn,
    dueOn,
    light,
    reason,
    withdrawnOn,
    withdrawReason,
    units: unitItems(board, directive),
  };
}

export function unitItems({ cities }: Pick<Board, "cities">, { units }: DirectiveView) {
  return units.map(({ cityId, replies, ...unit }) => ({
    id: unit.id,
    name: unit.name,
    city: cities.find((city) => city.id === cityId)?.shortName ?? null,
    state: unit.state,
    dueOn: unit.dueOn,
    replies: replies.map(({ version, text: words, repliedOn, decision }) => ({
      version,
      text: words,
      repliedOn,
      decision: decision && {
        decision: decision.decision,
        opinion: decision.opinion,
        dueOn: decision.dueOn,
        decidedOn: decision.decidedOn,
      },
    })),
  }));
}
