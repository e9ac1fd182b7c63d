import { describe, expect, test } from "vitest";
import { adjustmentMistake } from "@/lib/adjustments/rules";
import type { AdjustmentKind } from "@/prisma/generated/enums";

const POINT = { dueOn: "2024-12-31", cancelled: false, paused: false, closed: false };
const DAY = "2024-09-20";
const ask = (
  wanted: {
    kind: AdjustmentKind;
    fromOn?: string;
    toOn?: string;
    text?: string;
  },
  point = {},
  day = DAY,
) =>
  adjustmentMistake({ fromOn: null, toOn: null, text: "", ...wanted }, { ...POINT, ...point }, day);

describe("a point is adjusted", () => {
  test.each([
    [{ kind: "DUE", toOn: "2025-01-01" }],
    [{ kind: "DUE", toOn: "2027-06-30" }],
    [{ kind: "CONTENT", text: "改为线上举办" }],
    [{ kind: "CANCEL" }],
    [{ kind: "PAUSE" }],
  ] as const)("by %o", (wanted) => {
    expect(ask(wanted)).toBeNull();
  });

  test("back only when it is cancelled, and then in no other way, closed or not", () => {
    for (const closed of [true, false]) {
      expect(ask({ kind: "RESTORE" }, { cancelled: true, closed })).toBeNull();
      expect(ask({ kind: "RESTORE" }, { closed })?.field).toBe("kind");
      for (const kind of ["DUE", "CONTENT", "CANCEL", "PAUSE"] as const) {
        const wanted = { kind, toOn: "2025-06-30", text: "改" };
        expect(ask(wanted, { cancelled: true, closed })?.sentence).toContain("先恢复");
      }
    }
  });

  test("in no way once all its sides are 销号", () => {
    for (const kind of ["DUE", "CONTENT", "CANCEL", "PAUSE"] as const) {
      expect(ask({ kind, toOn: "2025-06-30", text: "改" }, { closed: true })?.field).toBe("kind");
    }
  });

  test("to no day that is missing, not later, or a slip of the pen", () => {
    expect(ask({ kind: "DUE" })?.field).toBe("toOn");
    expect(ask({ kind: "DUE", toOn: "2024-12-31" })?.sentence).toContain("晚于现时限");
    expect(ask({ kind: "DUE", toOn: "2024-11-30" })?.sentence).toContain("晚于现时限");
    expect(ask({ kind: "DUE", toOn: "2124-12-31" })?.sentence).toContain("三年");
    expect(ask({ kind: "CONTENT" })?.field).toBe("text");
  });

  test("to a later day up to its due date and not after it: what is late stays late", () => {
    const wanted = { kind: "DUE", toOn: "2025-06-30" } as const;
    expect(ask(wanted, {}, "2024-12-31")).toBeNull();
    expect(ask(wanted, {}, "2025-01-01")?.sentence).toContain("已过");
  });

  test("from the due date it was proposed for, and from no other that came into force meanwhile", () => {
    const wanted = { kind: "DUE", fromOn: "2024-12-31", toOn: "2025-06-30" } as const;
    expect(ask(wanted)).toBeNull();
    for (const dueOn of ["2024-11-30", "2025-03-31", "2025-06-30", "2025-12-31"]) {
      expect(ask(wanted, { dueOn })?.sentence, dueOn).toContain(`改为 ${dueOn}`);
    }
  });

  test("in every state by exactly the kinds that fit it", () => {
    const kinds = ["DUE", "CONTENT", "PAUSE", "RESUME", "CANCEL", "RESTORE"] as const;
    const fits = (state: object) =>
      kinds.filter((kind) => ask({ kind, toOn: "2025-06-30", text: "改" }, state) === null);
    for (const closed of [true, false]) {
      for (const paused of [true, false]) {
        expect(fits({ cancelled: true, paused, closed })).toEqual(["RESTORE"]);
        const open = paused
          ? ["DUE", "CONTENT", "RESUME", "CANCEL"]
          : ["DUE", "CONTENT", "PAUSE", "CANCEL"];
        expect(fits({ paused, closed })).toEqual(
          closed ? open.filter((k) => k === "RESUME") : open,
        );
      }
    }
  });
});
