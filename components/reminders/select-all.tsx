"use client";
import { useEffect, useState } from "react";

/** Ticks or clears every box of the form it stands in, and counts them; without JavaScript it is not there. */
export function SelectAll({ name }: { name: string }) {
  const [box, setBox] = useState<HTMLInputElement | null>(null);
  const [chosen, setChosen] = useState(0);
  const [all, setAll] = useState(0);
  useEffect(() => {
    const form = box?.form;
    if (!form) return;
    const count = () => {
      const boxes = boxesOf(form, name);
      setAll(boxes.length);
      setChosen(boxes.filter(({ checked }) => checked).length);
    };
    count();
    form.addEventListener("change", count);
    return () => form.removeEventListener("change", count);
  }, [box, name]);
  return (
    <label hidden={all === 0} className="flex items-center gap-2 [&[hidden]]:hidden">
      <input
        ref={setBox}
        type="checkbox"
        className="size-4"
        checked={all > 0 && chosen === all}
        onChange={(event) => {
          const { form, checked } = event.currentTarget;
          if (!form) return;
          for (const each of boxesOf(form, name)) each.checked = checked;
        }}
      />
      全选
      <span role="status" className="text-ink-2 text-sm">
        已选 {chosen} / {all}
      </span>
    </label>
  );
}

function boxesOf(form: HTMLFormElement, name: string): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${name}"]`)];
}
