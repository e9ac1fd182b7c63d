export type Event = Record<string, { value: string; parameters: string[] }>;

/** RFC 5545, read strictly: whatever is not as the standard has it throws. */
export function readCalendar(text: string): { head: Event; events: Event[] } {
  if (!text.endsWith("\r\n")) throw new Error("does not end with a line");
  const raw = text.slice(0, -2).split("\r\n");
  for (const line of raw) {
    if (/[\r\n]/.test(line)) throw new Error(`bare line end: ${line}`);
    const octets = new TextEncoder().encode(line).length;
    if (octets > 75) throw new Error(`${octets} octets: ${line}`);
  }
  const lines: string[] = [];
  for (const line of raw) {
    if (!line.startsWith(" ")) lines.push(line);
    else lines.push((lines.pop() ?? "") + line.slice(1));
  }
  if (lines.shift() !== "BEGIN:VCALENDAR" || lines.pop() !== "END:VCALENDAR")
    throw new Error("no calendar");
  const head: Event = {};
  const events: Event[] = [];
  let current: Event | null = null;
  for (const line of lines) {
    if (line === "BEGIN:VEVENT" && current === null) current = {};
    else if (line === "END:VEVENT" && current !== null) {
      events.push(current);
      current = null;
    } else {
      const [, name = "", parameters = "", value = ""] =
        /^([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)$/s.exec(line) ?? [];
      if (name === "" || name === "BEGIN" || name === "END") throw new Error(`unreadable: ${line}`);
      const into = current ?? head;
      if (name in into) throw new Error(`twice: ${name}`);
      into[name] = { value: plain(name, value), parameters: parameters.split(";").slice(1) };
    }
  }
  if (current !== null) throw new Error("an event does not end");
  for (const name of ["VERSION", "PRODID"]) if (!head[name]) throw new Error(`no ${name}`);
  for (const event of events) {
    for (const name of ["UID", "DTSTAMP", "DTSTART"])
      if (!event[name]) throw new Error(`no ${name}`);
    if (!/^\d{8}T\d{6}Z$/.test(event.DTSTAMP?.value ?? "")) throw new Error("no UTC stamp");
    if (!/^\d{8}$/.test(event.DTSTART?.value ?? "")) throw new Error("no day");
    if (event.DTSTART?.parameters.join() !== "VALUE=DATE") throw new Error("no VALUE=DATE");
  }
  return { head, events };
}

const TEXT = ["SUMMARY", "DESCRIPTION", "X-WR-CALNAME"];

function plain(name: string, value: string): string {
  if (!TEXT.includes(name)) return value;
  if (/(?<!\\)(\\\\)*[;,]/.test(value)) throw new Error(`not escaped: ${value}`);
  return value.replace(/\\([\\;,nN])/g, (_, each: string) => (/n/i.test(each) ? "\n" : each));
}
