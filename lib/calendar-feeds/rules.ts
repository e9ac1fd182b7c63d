import { addDays, type IsoDate } from "../dates";

export type CalendarEvent = {
  /** stays the same for the same due date of the same thing, whatever is said about it */
  uid: string;
  on: IsoDate;
  summary: string;
  description: string;
  /** where the whole of it stands in the portal: /points/3 */
  path: string;
};

/**
 * An iCalendar file (RFC 5545) of whole days. `day` stamps it, so that one day's file changes only
 * with what it says. `site`: the portal's address, which an event's way back begins with; none without it.
 */
export function calendarText(
  name: string,
  events: CalendarEvent[],
  day: IsoDate,
  site?: string,
): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//duikou-duban//calendar//ZH",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    "X-WR-TIMEZONE:Asia/Shanghai",
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ...events.flatMap(({ uid, on, summary, description, path }) => [
      "BEGIN:VEVENT",
      `UID:${uid}`,
      // Midnight in Shanghai.
      `DTSTAMP:${basic(addDays(day, -1))}T160000Z`,
      `DTSTART;VALUE=DATE:${basic(on)}`,
      `DTEND;VALUE=DATE:${basic(addDays(on, 1))}`,
      `SUMMARY:${escaped(summary)}`,
      ...(description === "" ? [] : [`DESCRIPTION:${escaped(description)}`]),
      ...(site ? [`URL:${site}${path}`] : []),
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join("");
}

function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}|\p{Cs}/gu, "");
}

/** At most 75 octets a line, none of them half a character; what follows begins with a space. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const each of line) {
    const size = new TextEncoder().encode(each).length;
    if (octets + size > 75) {
      lines.push(current);
      current = " ";
      octets = 1;
    }
    current += each;
    octets += size;
  }
  return [...lines, current].join("\r\n");
}

function basic(date: IsoDate): string {
  return date.replaceAll("-", "");
}
