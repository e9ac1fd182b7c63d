import type { FormState } from "@/lib/form-state";

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/**
 * An action whose answer never came, because the connection broke, gives back what was typed instead
 * of the browser's error page. What the portal itself throws (the way on, its error page) bears a mark.
 */
export function answered(action: Action): Action {
  return async (state, form) => {
    try {
      return await action(state, form);
    } catch (error) {
      if (error instanceof Error && "digest" in error) throw error;
      const typed = Object.fromEntries(
        [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
      );
      const message =
        "网络中断，没有收到答复。内容都在下面，请先到“我的填报”看是否已提交，再重试。";
      return { status: "failed", code: "INVALID", message, fields: {}, typed };
    }
  };
}
