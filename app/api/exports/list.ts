import type { z } from "zod";
import { businessNow, demonstrationDate } from "@/lib/platform/clock";
import type { Actor } from "@/lib/policy";
import { today } from "@/lib/web/as-of";
import { answerWithFile, type FileAnswer, sentence } from "./answer";

/**
 * GET of a list as a file, by the address of its page: whatever is not asked is as on the page, and a
 * day to come is today. `page` is where an address that makes no sense is chosen anew.
 */
export function listFile<Input extends { asOf: string }>(
  schema: z.ZodType<Input>,
  page: string,
  take: (actor: Actor, input: Input, now: Date) => Promise<FileAnswer>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const now = today();
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const input = schema.safeParse({ asOf: now, ...query });
    if (!input.success) {
      return sentence(400, `导出的网址有误，请回到${page}页，用“导出”重新选择。`);
    }
    const { asOf } = input.data;
    const day = asOf > now && demonstrationDate() === null ? now : asOf;
    return answerWithFile(request, (actor) =>
      take(actor, { ...input.data, asOf: day }, businessNow()),
    );
  };
}
