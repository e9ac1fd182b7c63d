/** An element of an XML text with its children; text between tags is a child that is a string. */
export type Element = {
  /** with its prefix: w:p */
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
};

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!([^>]*)>|<(\/?)([^\s/>]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const DEEPEST = 400;

/**
 * Reads the XML of an office file. No document type, no entity but the five of XML and characters by
 * number: null for anything else, and for elements nested deeper than any document has them.
 */
export function parseXml(text: string): Element | null {
  const root: Element = { name: "", attributes: {}, children: [] };
  const open = [root];
  for (const token of text.matchAll(TOKEN)) {
    const [, data, declaration, closing, name, attributes = "", empty, plain] = token;
    const parent = open.at(-1) ?? root;
    if (declaration !== undefined) return null;
    if (data !== undefined) parent.children.push(data);
    else if (plain !== undefined) parent.children.push(decoded(plain));
    else if (closing === "/") {
      if (parent.name !== name || open.length === 1) return null;
      open.pop();
    } else if (name) {
      const element: Element = { name, attributes: attributesOf(attributes), children: [] };
      parent.children.push(element);
      if (empty === "/") continue;
      if (open.length > DEEPEST) return null;
      open.push(element);
    }
  }
  return open.length === 1 ? (elementsOf(root)[0] ?? null) : null;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", double, single] of text.matchAll(ATTRIBUTE)) {
    attributes[name] = decoded(double ?? single ?? "");
  }
  return attributes;
}

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi,
    (whole, decimal, hex, name) => {
      if (name) return ENTITIES[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff && code > 0 ? String.fromCodePoint(code) : "";
    },
  );
}

export const elementsOf = (element: Element): Element[] =>
  element.children.filter((child) => typeof child !== "string");

/** The first child of a name, along a path of names. */
export function childOf(element: Element | undefined, ...path: string[]): Element | undefined {
  let found = element;
  for (const name of path) found = found && elementsOf(found).find((child) => child.name === name);
  return found;
}
