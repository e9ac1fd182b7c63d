"use client";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Key } from "./key";

const SLOT = "review-keys";
const CHANGED = "review-keys-changed";

/**
 * J next, K previous, A accept, R return; shown with the switch that turns them off for this browser.
 * A report with something odd is accepted by pressing A twice, so that a morning's rhythm passes none over.
 */
export function ReviewKeys({ updateId, odd }: { updateId: number; odd: string[] }) {
  const on = useSyncExternalStore(subscribe, isOn, () => true);
  const [warned, setWarned] = useState<number | null>(null);
  // A key held down, or pressed twice, decides on one report only.
  const decided = useRef<number | null>(null);
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (!isCommand(event)) return;
      const key = event.key.toLowerCase();
      if (key === "j") document.getElementById("next-report")?.click();
      else if (key === "k") document.getElementById("previous-report")?.click();
      else if (key === "r") document.getElementById("reason")?.focus();
      else if (key === "a") {
        if (event.repeat || decided.current === updateId || isObjecting()) return;
        event.preventDefault();
        if (odd.length > 0 && warned !== updateId) {
          setWarned(updateId);
          return;
        }
        decided.current = updateId;
        document.getElementById("approve")?.click();
      } else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [on, updateId, odd, warned]);
  return (
    <div className="max-lg:hidden">
      <p aria-live="polite" className="font-semibold text-amber">
        {warned === updateId && `这一条有异常：${odd.join("、")}。再按一次 A 通过。`}
      </p>
      <label className="flex items-center gap-1.5 text-ink-2 text-sm">
        <input type="checkbox" checked={on} onChange={(event) => turn(event.target.checked)} />
        快捷键 <Key>J</Key> 下一条 <Key>K</Key> 上一条 <Key>A</Key> 通过 <Key>R</Key> 退回
        <span className="sr-only">J、K、A、R</span>
      </label>
    </div>
  );
}

/** Something was written or ticked that only a return carries: accepting then is pressed, not typed. */
function isObjecting(): boolean {
  const form = document.getElementById("approve")?.closest("form");
  return [...(form?.querySelectorAll("textarea, [name=chips]") ?? [])].some((field) =>
    field instanceof HTMLInputElement
      ? field.checked
      : field instanceof HTMLTextAreaElement && field.value.trim() !== "",
  );
}

/** Neither typing, nor composing Chinese, nor a shortcut of the browser's own. */
function isCommand(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  if (document.querySelector("dialog[open]")) return false;
  const at = event.target instanceof Element ? event.target : null;
  return !at?.closest(
    "input:not([type=checkbox]), textarea, select, [contenteditable], [role=listbox], details",
  );
}

function subscribe(changed: () => void) {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}

// A browser that keeps nothing has the keys on, and off only until the page is left.
let kept: string | null = null;

function isOn(): boolean {
  try {
    kept = localStorage.getItem(SLOT);
  } catch {}
  return kept !== "off";
}

function turn(on: boolean) {
  kept = on ? "on" : "off";
  try {
    localStorage.setItem(SLOT, kept);
  } catch {}
  window.dispatchEvent(new Event(CHANGED));
}
