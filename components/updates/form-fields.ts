import { type Block, blockOfField } from "@/lib/report-blocks";

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

/**
 * The form as data, with which draft its writer saw, what was changed, and what is still undecided.
 * A block with a mistake stays behind, so that it keeps nothing else from being saved.
 */
export function written(
  data: FormData,
  { version, undecided, faulty }: { version: number; undecided: Set<Block>; faulty: Set<Block> },
  touched: Set<Block>,
): FormData {
  const sent = new FormData();
  for (const [name, value] of data) {
    const block = blockOfField(name);
    if (block === null || !faulty.has(block)) sent.append(name, value);
  }
  sent.set("draftVersion", String(version));
  sent.set("touched", [...touched].filter((block) => !faulty.has(block)).join(","));
  sent.set("held", [...undecided].join(","));
  sent.set("left", [...faulty].join(","));
  return sent;
}

/** The blocks that fields with a mistake belong to. */
export function blocksOfFields(fields: Record<string, string>): Block[] {
  return Object.keys(fields).flatMap((name) => blockOfField(name) ?? []);
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
