import { z } from "zod";

/** The id of a row, or a number that stands for one in a URL: what the database's integer holds. */
export const rowId = z.coerce.number().int().min(1).max(2_147_483_647);
