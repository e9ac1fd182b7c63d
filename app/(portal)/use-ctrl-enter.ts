"use client";
import { useEffect } from "react";

/**
 * Ctrl+Enter in a text hands its form in, as in the report form: by the button that says so, or the
 * only one there is. Enter of an input method never does.
 */
export function useCtrlEnter(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented)
        return;
      // Safari ends the composition first and then reports its key, as 229.
      if (event.isComposing || event.keyCode === 229) return;
      const text = event.target;
      if (!(text instanceof HTMLTextAreaElement) || text.closest("[data-keeps-itself]")) return;
      const buttons = [
        ...(text.form?.querySelectorAll<HTMLButtonElement>("button[type=submit]") ?? []),
      ].filter((button) => !button.disabled && button.checkVisibility());
      const [only, ...others] = buttons;
      const button =
        buttons.find(({ dataset }) => "ctrlEnter" in dataset) ??
        (others.length === 0 ? only : undefined);
      if (!button) return;
      event.preventDefault();
      button.click();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
