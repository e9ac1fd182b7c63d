"use client";
import { useEffect, useRef } from "react";

const QUESTION = "这里还有没保存的修改，离开就没有了。确定离开吗？";

/**
 * Within a form: whoever goes to another page, or sends another form of this one, while something in it is
 * not saved is asked first. `refused`: what stands in it was sent and not taken.
 */
export function AskBeforeLeaving({ refused }: { refused: boolean }) {
  const place = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const form = place.current?.form;
    if (!form) return;
    let sent = false;
    const unsaved = () => !sent && (refused || [...form.elements].some(isChanged));
    const ask = (event: Event) => {
      if (!unsaved()) return;
      if (window.confirm(QUESTION)) {
        sent = true;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const submit = (event: Event) => {
      if (event.target === form) sent = true;
      else ask(event);
    };
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
      if (!(link instanceof HTMLAnchorElement) || elsewhere || link.target === "_blank") return;
      // A place on this page is no leaving.
      const to = new URL(link.href);
      if (to.pathname + to.search === location.pathname + location.search) return;
      ask(event);
    };
    const guard = (event: BeforeUnloadEvent) => {
      if (unsaved()) event.preventDefault();
    };
    // Before React and the router hear of it.
    // A form that stays on the page once it is saved may be changed again.
    const typed = () => {
      sent = false;
    };
    form.addEventListener("input", typed);
    window.addEventListener("submit", submit, true);
    window.addEventListener("click", click, true);
    window.addEventListener("beforeunload", guard);
    return () => {
      form.removeEventListener("input", typed);
      window.removeEventListener("submit", submit, true);
      window.removeEventListener("click", click, true);
      window.removeEventListener("beforeunload", guard);
    };
  }, [refused]);
  return <input ref={place} type="hidden" />;
}

function isChanged(field: Element): boolean {
  if (field instanceof HTMLSelectElement) {
    const chosen = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(0, chosen);
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
  return field.type === "checkbox"
    ? field.checked !== field.defaultChecked
    : field.value !== field.defaultValue;
}
