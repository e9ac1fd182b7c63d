import "server-only";
import { headers } from "next/headers";
import { z } from "zod";
import type { FormState } from "../form-state";
import { businessNow } from "../platform/clock";
import { log } from "../platform/log";
import { Refusal, type RefusalCode } from "../platform/refusal";
import type { Actor } from "../policy";
import { findActor } from "./actor";
import { noteRefusal } from "./refusals";
import { isSameOrigin } from "./same-origin";

type Command<I, R> = (actor: Actor, input: I, now: Date) => Promise<R>;

/**
 * One form's server action: actor → declared fields → zod → command. A field's mistake or a
 * refusal comes back as sentences together with what was typed; a surprise goes to the error page
 * and the log. `after` runs once the command has succeeded (revalidate, redirect, result).
 */
export function formAction<S extends z.ZodType, R>(
  input: S,
  command: Command<z.output<S>, R>,
  after?: (result: R, typed: Record<string, string>) => Promise<FormState | undefined> | undefined,
  /** fields that are never sent back, and who may use the form besides those whose password is in order */
  { secret = [], who = findActor }: { secret?: string[]; who?: () => Promise<Actor | null> } = {},
) {
  return async (_previous: FormState, form: FormData): Promise<FormState> => {
    await refuseForeignOrigin();
    const { values, typed } = declaredFields(input, form);
    for (const name of secret) delete typed[name];
    const actor = await who();
    if (!actor) return failure("SIGN_IN", SIGNED_OUT, {}, typed);
    const parsed = input.safeParse(values);
    if (!parsed.success) {
      return failure("INVALID", "请按提示修改后再提交。", fieldErrors(parsed.error), typed);
    }
    let result: R;
    try {
      result = await command(actor, parsed.data, businessNow());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log().info({ refusal: error.code, account: actor.name }, error.message);
      await noteRefusal(actor, error);
      return failure(error.code, error.message, error.fields, typed);
    }
    return (await after?.(result, typed)) ?? { status: "done", at: businessNow().toISOString() };
  };
}

// Going to the sign-in page would lose what was typed.
const SIGNED_OUT = "登录已过期。填写的内容仍在本页，请另开一页登录，再回到这里重试。";

/** Throws what Next shows as its error page: a form of another site never gets this far in a browser. */
export async function refuseForeignOrigin(): Promise<void> {
  const head = await headers();
  if (!isSameOrigin((name) => head.get(name))) throw new Error("request from another origin");
}

export function failure(
  code: RefusalCode,
  message: string,
  fields: Record<string, string>,
  typed: Record<string, string>,
): FormState {
  return { status: "failed", code, message, fields, typed };
}

/** First sentence of each field. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    // A record's mistake stands at its own field: reading.12
    const name = issue.path.slice(0, 2).join(".");
    fields[name] ??= issue.message;
  }
  return fields;
}

// Only fields the schema declares are read. A field that may hold several values is an array there,
// and a record gathers the fields `name.key`.
function declaredFields(input: z.ZodType, form: FormData) {
  const shape = input instanceof z.ZodObject ? (input.shape as Record<string, z.ZodType>) : {};
  const values: Record<string, unknown> = {};
  const typed: Record<string, string> = {};
  for (const [name, field] of Object.entries(shape)) {
    if (isOf(field, z.ZodRecord)) {
      const kept = [...form].flatMap(([key, value]) =>
        key.startsWith(`${name}.`) && typeof value === "string" ? [[key, value] as const] : [],
      );
      for (const [key, value] of kept) typed[key] = value;
      values[name] = Object.fromEntries(
        kept.map(([key, value]) => [key.slice(name.length + 1), value]),
      );
      continue;
    }
    if (field instanceof z.ZodFile) {
      const file = form.get(name);
      // A form sent without choosing holds a file without a name.
      if (file instanceof File && file.name !== "") values[name] = file;
      continue;
    }
    const texts = form.getAll(name).filter((value) => typeof value === "string");
    // The empty choice of a select is no value.
    if (isOf(field, z.ZodArray)) values[name] = texts.filter((text) => text !== "");
    else if (texts.length > 0) values[name] = texts[0];
    if (texts.length > 0) typed[name] = texts.join("\n");
  }
  return { values, typed };
}

/** Whatever defaults and conversions a kind of field is wrapped in. */
function isOf(field: z.ZodType, kind: typeof z.ZodArray | typeof z.ZodRecord): boolean {
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional) {
    return isOf(field.unwrap() as z.ZodType, kind);
  }
  if (field instanceof z.ZodPipe) return isOf(field.in as z.ZodType, kind);
  return field instanceof kind;
}
