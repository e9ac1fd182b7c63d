import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarText } from "@/lib/calendar-feeds/rules";
import { readCalendar } from "../support/icalendar";

const event = {
  uid: "point-1@duban",
  on: "2024-12-31",
  summary: "第1项",
  description: "",
  path: "/points/1?plan=3",
};

test("an event leads back to its page where the portal has an address", () => {
  const urls = (site?: string) =>
    readCalendar(calendarText("名", [event], "2024-09-20", site)).events.map(
      ({ URL }) => URL?.value,
    );
  expect(urls("https://duban.example.gov.cn")).toEqual([
    "https://duban.example.gov.cn/points/1?plan=3",
  ]);
  expect(urls()).toEqual([undefined]);
});

test("a due date is a whole day that ends on the next", () => {
  const text = calendarText("对口合作", [event], "2024-09-20");
  const { head, events } = readCalendar(text);
  expect(head["X-WR-CALNAME"]?.value).toBe("对口合作");
  expect(events[0]).toMatchObject({
    UID: { value: "point-1@duban" },
    DTSTAMP: { value: "20240919T160000Z" },
    DTSTART: { value: "20241231", parameters: ["VALUE=DATE"] },
    DTEND: { value: "20250101", parameters: ["VALUE=DATE"] },
  });
});

test("any text is folded at 75 octets, escaped, and read back as it was", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 300 }),
    fc
      .array(fc.constantFrom("教", "a", "，", ",", ";", "\\", "\n", "😀", ":"), { maxLength: 200 })
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, (summary) => {
      const { events } = readCalendar(calendarText("名", [{ ...event, summary }], "2024-09-20"));
      const readable = summary.replace(/\r\n?/g, "\n").replace(/(?!\n)\p{Cc}|\p{Cs}/gu, "");
      expect(events[0]?.SUMMARY?.value).toBe(readable);
    }),
  );
});
