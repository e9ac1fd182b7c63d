import type { Block } from "@/lib/report-blocks";

/** Puts a value into a field as if it had been typed, so that counters, sliders and autosave follow. */
export function setField(form: HTMLFormElement, name: string, value: string): void {
  const field = fieldOf(form, name);
  if (!field || field.value === value) return;
  typeInto(field, value);
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Lets a field hold a value as if it had just been typed. */
export function typeInto(field: Control, value: string): void {
  // React overrides the property on the element; the prototype's setter is the browser's own.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Puts a block's fields in; of readings, ticks and outcomes those that are not named become empty. */
export function setBlock(
  form: HTMLFormElement,
  block: Block,
  fields: Record<string, string>,
): void {
  const listed = [...form.elements].flatMap((field) =>
    "name" in field && String(field.name).startsWith(`${block}.`) ? [String(field.name)] : [],
  );
  for (const name of new Set([...listed, ...Object.keys(fields)])) {
    setField(form, name, fields[name] ?? "");
  }
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function fieldOf(form: HTMLFormElement, name: string): Control | null {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ||
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement
    ? field
    : null;
}

/** The form as data, with which draft its writer saw, what was changed, and what is still undecided. */
export function written(
  data: FormData,
  version: number,
  touched: Set<Block>,
  held: Set<Block>,
): FormData {
  data.set("draftVersion", String(version));
  data.set("touched", [...touched].join(","));
  data.set("held", [...held].join(","));
  return data;
}

/** The same in the form's hidden fields, for when it is submitted as a whole. */
export function markWriting(form: HTMLFormElement, touched: Set<Block>, held: Set<Block>): void {
  for (const [name, blocks] of [
    ["touched", touched],
    ["held", held],
  ] as const) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = [...blocks].join(",");
  }
}
