import { Client } from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { keepFollowing } from "@/lib/demonstration/removal";
import { demonstrationDate, endDemonstration, isDemonstration } from "@/lib/platform/clock";
import { withDatabase } from "../support/database";

const own = withDatabase({ template: "demonstration" });
let stop = () => {};
afterAll(() => {
  stop();
  endDemonstration(false);
});

test("another instance that took the demonstration data away sets this one's clock as well, without a new start", async () => {
  stop = await keepFollowing();
  expect(isDemonstration()).toBe(true);
  expect(demonstrationDate()).toBe("2024-09-20");
  // What the other instance's transaction does last (lib/demonstration/removal).
  const other = new Client({ connectionString: own.url });
  await other.connect();
  await other.query("BEGIN");
  await other.query("INSERT INTO demonstration_ends (at) VALUES (now())");
  await other.query("SELECT pg_notify('duban_demonstration_over', '')");
  expect(isDemonstration()).toBe(true);
  await other.query("COMMIT");
  await other.end();
  await vi.waitFor(() => expect(isDemonstration()).toBe(false), 5_000);
  expect(demonstrationDate()).toBeNull();
});

test("an instance that starts afterwards knows it at once", async () => {
  endDemonstration(false);
  stop();
  stop = await keepFollowing();
  expect(isDemonstration()).toBe(false);
});
