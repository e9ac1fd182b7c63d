import { type NoticeReading, pointsOf } from "@/lib/documents/notice";

const ROLES = [
  ["LEAD", "牵头"],
  ["RESPONSIBLE", "责任"],
  ["SUPPORT", "配合"],
] as const;

/**
 * A reading in the form the expected ones are written in: the head, then each chapter and below it its
 * points as “1 标题 | 牵头 甲 | 责任 乙、丙 | 时限 2025-06-30”; of one city the units without its name.
 */
export function rendered(reading: NoticeReading): string[] {
  const { title, documentNumber, issuedOn, year, cities, chapters } = reading;
  const only = cities.length === 1 ? (cities[0]?.name ?? "") : "";
  const short = (name: string) =>
    only !== "" && name.startsWith(only) && name !== only ? name.slice(only.length) : name;
  const head = `《${title}》 ${documentNumber} ${issuedOn} ${year} ${cities.map(({ name }) => name).join("、")}`;
  return [
    head,
    ...chapters.flatMap((chapter) => [
      (chapter.marker.trim() + (chapter.marker.endsWith("\n") ? " " : "") + chapter.title).trim() ||
        "（未分章）",
      ...chapter.points.map(({ number, marker, title: said, named, deadlines }) => {
        const groups = ROLES.flatMap(([role, word]) => {
          const names = named.filter((unit) => unit.role === role).map(({ name }) => short(name));
          return names.length === 0 ? [] : [`${word} ${names.join("、")}`];
        });
        const times = deadlines.map(
          ({ date, kind }) => date ?? (kind === "ONGOING" ? "长期" : "?"),
        );
        const when = times.length === 0 ? [] : [`时限 ${times.join("、")}`];
        const shown = marker.startsWith("（") ? marker.trim() : `${number}`;
        return [`${shown} ${said}`, ...groups, ...when].join(" | ");
      }),
    ]),
  ];
}

/** What a reading lacks of the expected one, and what it has beyond it, line by line. */
export function differences(expected: string, reading: NoticeReading): string[] {
  const lines = expected.trimEnd().split("\n");
  const wanted = lines.filter((line) => !line.startsWith("? ")).map((line) => line.trimEnd());
  const got = rendered(reading).map((line) => line.trimEnd());
  const asked = lines.flatMap((line) => {
    const [, number, words] = /^\? (\d+) (.+)$/.exec(line) ?? [];
    return number && words ? [{ line: Number(number), words }] : [];
  });
  const open = [...reading.warnings];
  const missing = asked.flatMap(({ line, words }) => {
    const at = open.findIndex((each) => each.line === line && each.message.includes(words));
    if (at >= 0) open.splice(at, 1);
    return at >= 0 ? [] : [`not asked: ${line} ${words}`];
  });
  return [
    ...wanted.flatMap((line, index) =>
      got[index] === line ? [] : [`wanted: ${line}`, `   got: ${got[index] ?? "nothing"}`],
    ),
    ...got.slice(wanted.length).map((line) => `beyond: ${line}`),
    ...missing,
    ...open.map(({ line, message }) => `asked beyond: ${line} ${message}`),
    ...(pointsOf(reading).length === 0 ? ["no points"] : []),
  ];
}
