"use client";
import { useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { useUnsaved } from "./unsaved";

/**
 * Which sections wait to be saved, and one button that saves each as its own would. One that somebody
 * else has saved meanwhile is left to the person. `early`: its step was tried, and it takes the focus.
 */
export function UnsavedNote({
  early,
  saved,
  step,
}: {
  early: boolean;
  saved: boolean;
  step: string;
}) {
  const parts = useUnsaved();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (early) box.current?.focus();
  }, [early]);
  if (parts.length === 0) {
    return (
      <p role="status" className="text-green text-sm empty:hidden">
        {saved && `已全部保存，可以${step}了。`}
      </p>
    );
  }
  const undecided = parts.filter(({ standing }) => standing === "undecided");
  const typed = parts.filter(({ standing }) => standing === "typed");
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="grid gap-2 rounded-lg bg-mark px-3 py-2.5 text-left text-sm"
    >
      <p>
        先保存 {parts.length} 节改动（{named(parts)}）再{step}。
      </p>
      {undecided.length > 0 && <p>{named(undecided)}有人同时改过，请到这一节决定用哪一份。</p>}
      {typed.length < parts.length - undecided.length && <p>正在保存…</p>}
      {typed.length > 0 && (
        <div>
          <Button
            look="primary"
            onClick={() => {
              for (const { form } of typed) form.requestSubmit();
            }}
          >
            全部保存
          </Button>
        </div>
      )}
    </div>
  );
}

function named(parts: { name: string }[]): string {
  return parts.map(({ name }) => name).join("、");
}
