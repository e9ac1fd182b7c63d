import { request } from "node:http";
import { type Browser, readPage } from "./browser";

/** Bytes of JavaScript a page makes a browser fetch, as sent (gzip); the noModule polyfill aside. */
export async function scriptBytes(browser: Browser, path: string): Promise<number> {
  const html = await readPage(browser, path);
  const tags = html.match(/<script\b[^>]*>/g) ?? [];
  const sources = new Set<string>();
  for (const tag of tags) {
    const source = /\bsrc="([^"]+)"/.exec(tag)?.[1];
    if (source && !/\bnoModule\b/i.test(tag)) sources.add(source);
  }
  // What only the page's own data names is fetched too.
  for (const [chunk] of html.matchAll(/static\/chunks\/[\w.~-]+\.js/g)) {
    if (!tags.some((tag) => tag.includes(chunk))) sources.add(`/_next/${chunk}`);
  }
  let bytes = 0;
  for (const source of sources) bytes += await sentBytes(browser.origin + source);
  return bytes;
}

// fetch() unpacks without telling how much came; the length asked for is that of the packed form.
function sentBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { "accept-encoding": "gzip" } }, (answer) => {
      let bytes = 0;
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on("end", () => resolve(bytes));
    });
    sent.on("error", reject);
    sent.end();
  });
}
