import { z } from "zod";

/** A job's number, as the queue writes it. */
export const retryJobInput = z.object({ jobId: z.string().regex(/^[1-9]\d{0,17}$/) });
export type RetryJobInput = z.infer<typeof retryJobInput>;
