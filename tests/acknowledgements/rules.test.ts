import { describe, expect, test } from "vitest";
import { acknowledgeBy, acknowledgementState, type TermFacts } from "@/lib/acknowledgements/rules";

const HOLIDAYS = new Map([
  ["2024-05-01", false],
  ["2024-05-02", false],
  ["2024-05-03", false],
  ["2024-04-28", true],
]);
const term = (more: Partial<TermFacts> = {}): TermFacts => ({
  startsOn: "2024-04-24",
  enteredOn: null,
  acknowledgedOn: null,
  objections: [],
  ...more,
});

describe("an assignment", () => {
  test("is to be acknowledged within three working days, those worked on a weekend included", () => {
    // Thursday, Friday, and Sunday the 28th, which is worked.
    expect(acknowledgeBy(term(), HOLIDAYS)).toBe("2024-04-28");
    expect(acknowledgementState(term(), "2024-04-28", HOLIDAYS)).toBe("AWAITED");
    expect(acknowledgementState(term(), "2024-04-29", HOLIDAYS)).toBe("LATE");
    expect(acknowledgeBy(term({ startsOn: "2024-04-30" }), HOLIDAYS)).toBe("2024-05-08");
  });

  test("of a notice imported later is counted from that day; an earlier one moves nothing", () => {
    const late = term({ enteredOn: "2024-07-10" });
    expect(acknowledgeBy(late, HOLIDAYS)).toBe("2024-07-15");
    expect(acknowledgementState(late, "2024-07-15", HOLIDAYS)).toBe("AWAITED");
    expect(acknowledgementState(late, "2024-07-16", HOLIDAYS)).toBe("LATE");
    expect(acknowledgeBy(term({ enteredOn: "2024-04-01" }), HOLIDAYS)).toBe("2024-04-28");
    const declined = term({
      enteredOn: "2024-07-10",
      objections: [{ decidedOn: "2024-07-12" }],
    });
    expect(acknowledgeBy(declined, HOLIDAYS)).toBe("2024-07-17");
  });

  test("that is objected to waits for the office; declined, the three days begin again", () => {
    const waiting = term({ objections: [{ decidedOn: null }] });
    expect(acknowledgementState(waiting, "2024-12-31", HOLIDAYS)).toBe("OBJECTED");
    const declined = term({ objections: [{ decidedOn: "2024-06-03" }] });
    expect(acknowledgementState(declined, "2024-06-06", HOLIDAYS)).toBe("AWAITED");
    expect(acknowledgementState(declined, "2024-06-07", HOLIDAYS)).toBe("LATE");
    const again = term({ objections: [{ decidedOn: "2024-06-03" }, { decidedOn: null }] });
    expect(acknowledgementState(again, "2024-06-20", HOLIDAYS)).toBe("OBJECTED");
  });

  test("that is acknowledged stays so, however late", () => {
    const settled = term({
      acknowledgedOn: "2024-06-20",
      objections: [{ decidedOn: "2024-06-03" }],
    });
    expect(acknowledgementState(settled, "2024-12-31", HOLIDAYS)).toBe("ACKNOWLEDGED");
  });
});
