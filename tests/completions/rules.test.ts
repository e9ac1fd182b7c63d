import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  completionState,
  isOpenForApplication,
  isSupported,
  recheckNeeded,
} from "@/lib/completions/rules";

const waiting = { decision: null, closed: false } as const;
const verified = { decision: "VERIFIED", closed: false } as const;
const rejected = { decision: "REJECTED", closed: false } as const;
const used = { decision: "VERIFIED", closed: true } as const;

describe("the state of a side on its way to 销号", () => {
  test.each([
    ["NONE", null, null],
    ["APPLIED", waiting, null],
    ["REJECTED", rejected, null],
    ["VERIFIED", verified, null],
    ["CLOSED", used, { reopened: false }],
    ["CLOSED", null, { reopened: false }],
    ["REOPENED", used, { reopened: true }],
    ["REOPENED", null, { reopened: true }],
    ["APPLIED", waiting, { reopened: true }],
    ["VERIFIED", verified, { reopened: true }],
    ["REJECTED", rejected, { reopened: true }],
  ] as const)("%s: application %o, closure %o", (state, application, closure) => {
    expect(completionState({ application, closure })).toBe(state);
  });

  test("is open for an application exactly when nothing waits and nothing stands closed", () => {
    const decisions = fc.constantFrom(null, "VERIFIED" as const, "REJECTED" as const);
    const facts = fc.record({
      application: fc.option(fc.record({ decision: decisions, closed: fc.constant(false) })),
      closure: fc.option(fc.record({ reopened: fc.boolean() })),
    });
    fc.assert(
      fc.property(facts, ({ application, closure }) => {
        const busy =
          (closure && !closure.reopened) || (application && application.decision !== "REJECTED");
        expect(isOpenForApplication(completionState({ application, closure }))).toBe(!busy);
      }),
    );
  });
});

test("an application rests on a file, or on an outcome of at least 20 characters", () => {
  expect(isSupported("完成", 0)).toBe(false);
  expect(isSupported("完成", 1)).toBe(true);
  expect(isSupported("𠮷".repeat(19), 0)).toBe(false);
  expect(isSupported("𠮷".repeat(20), 0)).toBe(true);
});

describe("a verified application", () => {
  test("is looked at again below 100 %, or when a report was overtaken since; else it stands", () => {
    expect(recheckNeeded(100, false)).toBeNull();
    expect(recheckNeeded(100, true)).toContain("更正");
    expect(recheckNeeded(99.9, false)).toContain("99%");
    expect(recheckNeeded(80, true)).toContain("80%");
  });

  test("that was taken back leaves the side as it was before", () => {
    const application = { decision: "WITHDRAWN" as const, closed: false };
    expect(completionState({ application, closure: null })).toBe("NONE");
    expect(completionState({ application, closure: { reopened: true } })).toBe("REOPENED");
  });
});
