"use client";
import { useEffect } from "react";

/**
 * Gives the style sheet the text for the foot of every printed sheet. Where no script runs the first
 * sheet alone has it.
 */
export function PaperStamp({ text }: { text: string }) {
  useEffect(() => {
    document.documentElement.style.setProperty("--stamp", JSON.stringify(text));
    return () => {
      document.documentElement.style.removeProperty("--stamp");
    };
  }, [text]);
  return null;
}
