"use client";
import { useEffect, useState } from "react";
import type { FormState } from "@/lib/form-state";

/** What is being typed: it survives a refusal and a refreshed page, and goes once it is sent. */
export function useKeptText(state: FormState, name: string) {
  const typed = state.status === "failed" ? state.typed[name] : undefined;
  const [text, setText] = useState(typed ?? "");
  useEffect(() => {
    if (state.status === "done") setText("");
  }, [state]);
  return [text, setText] as const;
}

/** Words that came too late: somebody else was first. They stay until the page is left. */
export function KeptText({ why, text }: { why: string; text: string }) {
  if (text.trim() === "") return null;
  return (
    <div role="status" className="mt-2 rounded-lg border border-amber-fill border-l-4 px-4 py-3">
      <p className="font-semibold text-amber">{why}</p>
      <p className="whitespace-pre-line break-words">{text}</p>
    </div>
  );
}
