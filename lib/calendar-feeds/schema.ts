import { z } from "zod";

/** Both take nothing but who asks. */
export const createFeedInput = z.object({});
export const revokeFeedInput = z.object({});
