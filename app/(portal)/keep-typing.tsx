"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { typeInto } from "@/components/updates/form-fields";
import { useCtrlEnter } from "./use-ctrl-enter";

/** How long the page says that it put text back, in milliseconds. */
const TOLD = 8_000;

/**
 * Keeps what is typed into the larger fields of a page until it is handed in, so that a reload, the
 * back button or a look at another page loses nothing: in this tab, for this person. A form that
 * keeps its text itself says so with `data-keeps-itself`. Text typed over something that has changed
 * since is not put back over it.
 */
export function KeepTyping({ owner }: { owner: string }) {
  const place = `${usePathname()}?${useSearchParams()}`;
  const [restored, setRestored] = useState(false);
  useCtrlEnter();
  useEffect(() => {
    const slot = (field: HTMLTextAreaElement) =>
      `typed ${owner} ${place} ${field.id || field.name}`;
    const keep = (event: Event) => {
      const field = event.target;
      if (!isKept(field)) return;
      if (field.value === field.defaultValue) forget(slot(field));
      else store(slot(field), { text: field.value, over: field.defaultValue });
    };
    const restore = (field: HTMLTextAreaElement) => {
      const kept = read(slot(field));
      if (!kept || field.value !== field.defaultValue || kept.over !== field.defaultValue) return;
      if (kept.text === field.value) return;
      typeInto(field, kept.text);
      setRestored(true);
    };
    const open = (event: Event) => isKept(event.target) && restore(event.target);
    // What is handed in and refused comes back with the form.
    const handIn = (event: Event) => {
      if (!(event.target instanceof HTMLFormElement)) return;
      for (const field of event.target.elements) if (isKept(field)) forget(slot(field));
    };
    for (const field of document.querySelectorAll("main textarea")) {
      if (isKept(field)) restore(field);
    }
    document.addEventListener("input", keep);
    document.addEventListener("focusin", open);
    document.addEventListener("submit", handIn);
    return () => {
      document.removeEventListener("input", keep);
      document.removeEventListener("focusin", open);
      document.removeEventListener("submit", handIn);
    };
  }, [owner, place]);
  useEffect(() => {
    if (!restored) return;
    const timer = setTimeout(() => setRestored(false), TOLD);
    return () => clearTimeout(timer);
  }, [restored]);
  return (
    <p
      role="status"
      className={
        restored
          ? "card screen-only fixed inset-x-4 bottom-20 z-30 mx-auto w-fit px-4 py-2 shadow-lg lg:bottom-6"
          : "sr-only"
      }
    >
      {restored && "已填回您上次没有提交的文字。"}
    </p>
  );
}

function isKept(field: unknown): field is HTMLTextAreaElement {
  return field instanceof HTMLTextAreaElement && !field.closest("[data-keeps-itself]");
}

type Kept = { text: string; over: string };

function read(slot: string): Kept | null {
  return guarded(() => JSON.parse(sessionStorage.getItem(slot) ?? "null"));
}

function store(slot: string, kept: Kept) {
  guarded(() => sessionStorage.setItem(slot, JSON.stringify(kept)));
}

function forget(slot: string) {
  guarded(() => sessionStorage.removeItem(slot));
}

// A full or forbidden store takes nothing away: the page itself still holds the text.
function guarded<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
