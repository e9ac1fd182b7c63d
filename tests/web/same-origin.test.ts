import { describe, expect, test } from "vitest";
import { isSameOrigin } from "@/lib/web/same-origin";

const asked = (headers: Record<string, string>) => isSameOrigin((name) => headers[name] ?? null);

describe("a change is accepted", () => {
  test.each<[string, Record<string, string>]>([
    ["from a page of the portal", { origin: "https://duban.example", host: "duban.example" }],
    [
      "from a page on the portal's own port",
      { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" },
    ],
    [
      "from a page behind a proxy that tells the name it was asked by",
      {
        origin: "https://duban.example",
        host: "10.0.0.5:3000",
        "x-forwarded-host": "duban.example",
      },
    ],
    ["from a program that is no browser", { host: "duban.example" }],
  ])("%s", (_, headers) => {
    expect(asked(headers)).toBe(true);
  });
});

describe("a change is refused", () => {
  test.each<[string, Record<string, string>]>([
    ["from another site", { origin: "https://evil.example", host: "duban.example" }],
    ["from a subdomain", { origin: "https://evil.duban.example", host: "duban.example" }],
    [
      "from a name that only begins alike",
      { origin: "https://duban.example.evil.example", host: "duban.example" },
    ],
    [
      "from another port of the same machine",
      { origin: "http://127.0.0.1:8080", host: "127.0.0.1:3000" },
    ],
    ["from a sandboxed frame, whose origin is null", { origin: "null", host: "duban.example" }],
    ["with an origin that is no address", { origin: "duban.example", host: "duban.example" }],
    ["with an empty origin", { origin: "", host: "duban.example" }],
    ["when nobody says what the portal is called", { origin: "https://duban.example" }],
    [
      "from a browser that hides where it comes from",
      { host: "duban.example", "sec-fetch-site": "cross-site" },
    ],
    [
      "from a page of the portal's inner name while a proxy tells another",
      {
        origin: "http://10.0.0.5:3000",
        host: "10.0.0.5:3000",
        "x-forwarded-host": "duban.example",
      },
    ],
  ])("%s", (_, headers) => {
    expect(asked(headers)).toBe(false);
  });
});
