import { z } from "zod";
import { rowId } from "../row-id";

/** A job's number, as the queue writes it. */
export const retryJobInput = z.object({ jobId: z.string().regex(/^[1-9]\d{0,17}$/) });
export type RetryJobInput = z.infer<typeof retryJobInput>;

export const repeatDeliveryInput = z.object({ deliveryId: rowId });
export type RepeatDeliveryInput = z.infer<typeof repeatDeliveryInput>;
