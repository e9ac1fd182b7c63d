import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { viewPath } from "@/lib/views/rules";

test.each([
  ["/points?light=SEVERE,LAGGING&asOf=2024-05-01&x=1", "/points?light=SEVERE%2CLAGGING"],
  ["/points", "/points"],
  ["/reviews?update=12&city=2", "/reviews?city=2"],
  [
    "/directives?state=OVERDUE&level=URGENT&asOf=2024-05-01",
    "/directives?state=OVERDUE&level=URGENT",
  ],
  ["/reporting?month=2024-08&state=OVERDUE", "/reporting?state=OVERDUE&month=2024-08"],
  ["/supervision-orders?grade=RED&state=OPEN&x=1", "/supervision-orders?state=OPEN&grade=RED"],
  ["/units?sort=name&chapter=4", "/units?chapter=4&sort=name"],
  ["/timeline?city=1&light=SEVERE", "/timeline?light=SEVERE&city=1"],
  ["/heatmap?by=unit", "/heatmap?by=unit"],
  ["/changes?from=2024-06-30&to=2024-08-31", "/changes?from=2024-06-30"],
  ["/acknowledgements?state=LATE&unit=3&x=1", "/acknowledgements?state=LATE&unit=3"],
  ["/notifications?unread=1&before=9", "/notifications?unread=1"],
  ["/indicators?point=3&state=PROPOSED", "/indicators?state=PROPOSED&point=3"],
  ["/publications?state=held&chapter=2", "/publications?chapter=2&state=held"],
  ["/accounts?state=LOCKED&role=STAFF&q=a", "/accounts?q=a&role=STAFF&state=LOCKED"],
  ["/search?kind=UNIT&q=教育", `/search?q=${encodeURIComponent("教育")}&kind=UNIT`],
])("%s is kept with the filters its page knows, and no more", (given, kept) => {
  expect(viewPath(given)).toBe(kept);
});

test.each([
  "https://elsewhere.example/points",
  "//elsewhere.example/points",
  "/\\elsewhere.example/points",
  "javascript:alert(1)",
  "/api/evidence/1",
  "/points/15",
  "/constructor",
  "/accounts/3",
  "/audit",
  "points",
  "",
])("%s is no page a view may lead to", (given) => {
  expect(viewPath(given)).toBeNull();
});

test("whatever is given, what is kept is a page of this portal, and kept once more stays the same", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((s) => `/points?light=${s}`),
      ),
      (given) => {
        const kept = viewPath(given);
        if (kept === null) return;
        expect(kept).toMatch(/^\/[a-z-]+(\?|$)/);
        expect(viewPath(kept)).toBe(kept);
      },
    ),
  );
});

test("every page with filters in its address can be kept as a view, but those that stand apart", () => {
  const folder = path.resolve(import.meta.dirname, "../../app/(portal)");
  const texts = (page: string) =>
    readdirSync(path.join(folder, page))
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => readFileSync(path.join(folder, page, file), "utf8"))
      .join("\n");
  const pages = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "help")
    .map(({ name }) => name)
    .filter((name) => /<(FilterLinks?|FilterForm|Filter|LedgerFilters?)\b/.test(texts(name)));
  // 审计员 keeps no views.
  const apart = ["audit"];
  expect(pages.length).toBeGreaterThan(12);
  for (const page of pages.filter((name) => !apart.includes(name))) {
    expect([page, /<FilterLine\b/.test(texts(page))]).toEqual([page, true]);
    expect([page, viewPath(`/${page}`)]).toEqual([page, `/${page}`]);
  }
});
