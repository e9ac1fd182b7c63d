import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/dates";
import { approvalMistake, extensionMistake } from "@/lib/extensions/rules";

const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays("2024-04-24", days));

test("an extension that is approved always makes the time longer, from the due date it was asked for", () => {
  fc.assert(
    fc.property(day, day, day, day, day, (appliedOn, fromOn, toOn, dueOn, today) => {
      fc.pre(extensionMistake({ dueOn: fromOn, toOn }, appliedOn) === null);
      const mistake = approvalMistake({ fromOn, toOn }, dueOn, today);
      if (mistake === null) {
        expect(toOn > dueOn && toOn > today).toBe(true);
        expect(fromOn).toBe(dueOn);
      } else {
        expect(mistake).toContain("请不予批准");
        expect(fromOn !== dueOn || toOn <= today).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test("what stands in the way is named: another due date, a day that has come", () => {
  const asked = { fromOn: "2024-09-30", toOn: "2024-10-31" };
  expect(approvalMistake(asked, "2024-09-30", "2024-09-20")).toBeNull();
  expect(approvalMistake(asked, "2024-12-31", "2024-09-20")).toContain("已改为 2024-12-31");
  expect(approvalMistake(asked, "2024-10-15", "2024-09-20")).toContain(
    "由 2024-09-30 改为 2024-10-15",
  );
  expect(approvalMistake(asked, "2024-09-30", "2024-10-31")).toContain("2024-10-31 已到");
});
