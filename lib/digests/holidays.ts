import { paths } from "../paths";
import type { DueMessage, Person } from "./digest";

/** Administrators without limits, whose the one table is, learn once that a year's days off are not registered: reminders count working days by them. */
export function holidayMessages(people: Person[], year: number | null): DueMessage[] {
  if (year === null) return [];
  return people
    .filter(({ role, planIds }) => role === "ADMIN" && planIds === null)
    .map((person) => ({
      accountId: person.id,
      demonstration: person.demonstration,
      kind: "HOLIDAYS" as const,
      text: `${year} 年的放假和补班安排还没有登记，请在“节假日表”里补上；在此之前，提醒只按周末计算工作日。`,
      path: paths.calendar({ year }),
      sameAs: `holidays:${year}`,
    }));
}
