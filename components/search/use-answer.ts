"use client";
import { useEffect, useState } from "react";
import { paths } from "@/lib/paths";
import type { Answer } from "./palette-options";

const PAUSE = 120;

export type Asked = { query: string; answer: Answer | null; fault: string | null };

/** Asks once typing pauses; the request before is given up. What was answered stays until the next answer. */
export function useAnswer(query: string): Asked {
  const [asked, setAsked] = useState<Asked>({ query: "", answer: null, fault: null });
  useEffect(() => {
    const control = new AbortController();
    const timer = setTimeout(ask, query === "" ? 0 : PAUSE);
    async function ask() {
      try {
        const response = await fetch(paths.quickSearch({ q: query }), { signal: control.signal });
        const body = (await response.json()) as Answer & { error?: string };
        setAsked({
          query,
          answer: response.ok ? body : null,
          fault: response.ok ? null : (body.error ?? "暂时查不到，请稍后再试。"),
        });
      } catch {
        if (control.signal.aborted) return;
        setAsked({ query, answer: null, fault: "网络不通，请稍后再试。" });
      }
    }
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [query]);
  return asked;
}
