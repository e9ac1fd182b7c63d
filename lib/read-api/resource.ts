import type { z } from "zod";
import type { IsoDate } from "../dates";
import type { Actor } from "../policy";

/**
 * One thing the read API answers: its path, what it takes and gives, and how it is read. The route,
 * its checks, its ETag and its page of the OpenAPI document all follow from this.
 */
export type Resource<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  /** /api/v1/plans/{year}/points */
  path: string;
  summary: string;
  params: P;
  query: Q;
  response: R;
  /** Throws Refusal NOT_FOUND for what is missing or not to be read, INVALID for a bad cursor. */
  read: (
    actor: Actor,
    asked: { params: z.output<P>; query: z.output<Q> },
    today: IsoDate,
  ) => Promise<z.output<R>>;
};

/** Lets TypeScript fill in what the schemas say. */
export function resource<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  each: Resource<P, Q, R>,
): Resource<P, Q, R> {
  return each;
}

/** The address of the next page: the same questions of the same day, from the cursor on. */
export function nextLink(
  path: string,
  query: Record<string, string | number | undefined>,
  cursor: string,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, cursor })) {
    if (value !== undefined) search.set(name, String(value));
  }
  return `${path}?${search}`;
}
