import { describe, expect, test } from "vitest";
import { elsewhere, planOfLink, wayOn } from "@/lib/plan-link";

describe("a copied link", () => {
  test.each([
    ["/points/3?plan=7", 7],
    ["/?asOf=2024-09-06&plan=12", 12],
    ["/", null],
    ["/points/3?plan=", null],
    ["/points/3?plan=0", null],
    ["/points/3?plan=-4", null],
    ["/points/3?plan=7x", null],
    ["/points/3?planet=7", null],
  ])("%s names the plan %s", (path, plan) => {
    expect(planOfLink(path)).toBe(plan);
  });

  test("of the plan that is open is just opened, of another one asks first and keeps the way", () => {
    expect(elsewhere("/points/3?plan=7", { id: 7 })).toBeNull();
    expect(elsewhere("/points/3", { id: 7 })).toBeNull();
    const way = elsewhere("/points/3?asOf=2024-09-06&plan=8", { id: 7 }) ?? "";
    const { pathname, searchParams } = new URL(way, "http://portal");
    expect([pathname, searchParams.get("open")]).toEqual(["/plans", "8"]);
    const next = wayOn.parse(searchParams.get("next"));
    expect(next).toBe("/points/3?asOf=2024-09-06&plan=8");
    expect(elsewhere(next, { id: 8 })).toBeNull();
    expect(elsewhere(way, { id: 7 })).toBeNull();
  });

  test("leads on within the portal and to no other site", () => {
    for (const next of ["//evil.example", "https://evil.example", "/\\evil.example", "", null, 3]) {
      expect(wayOn.parse(next)).toBe("/");
    }
  });
});
