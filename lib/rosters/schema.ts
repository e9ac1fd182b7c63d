import { z } from "zod";
import { rowId } from "../row-id";
import { UNIT_KINDS } from "../units/rules";
import type { MatrixFilter } from "./rules";

/** The filter of 责任分工 in the URL. */
export const rosterFilter = z
  .object({
    state: z.enum(["unresolved", "leadless"]).optional(),
    city: rowId.optional(),
    kind: z.enum(UNIT_KINDS).optional(),
    units: z.literal("all").optional(),
  })
  .transform(
    ({ state, city, kind, units }): MatrixFilter => ({
      ...(state === undefined ? {} : { state }),
      ...(city === undefined ? {} : { cityId: city }),
      ...(kind === undefined ? {} : { kind }),
      ...(units === undefined ? {} : { everyUnit: true }),
    }),
  );
