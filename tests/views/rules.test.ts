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
  "/accounts",
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
