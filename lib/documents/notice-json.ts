import { type City, cityOfUnit } from "../units/rules";
import type { Directory } from "./directory";
import { CLOSING } from "./fold";
import { ownOffice } from "./names";
import type { NoticeReading } from "./notice";
import type { PointUnit } from "./point-units";
import type { PointReading } from "./points";

const CLOSED = new RegExp(`^[${CLOSING.replace("]", "\\]")}。\\s]+`, "u");
const ROLES = { LEAD: "牵头", RESPONSIBLE: "责任", SUPPORT: "配合" } as const;

/** What was read of a notice as plain data, for npm run import and whoever reads its output. */
export function noticeAsJson(file: string, reading: NoticeReading, directory: Directory | null) {
  const { title, documentNumber, issuedOn, year, issuer, recipients, foreword, afterword } =
    reading;
  return {
    file,
    title,
    documentNumber,
    issuedOn,
    year,
    issuer,
    cities: reading.cities,
    recipients,
    foreword,
    afterword,
    chapters: reading.chapters.map(({ number, marker, title, line, foreword, points }) => ({
      number,
      marker,
      title,
      line,
      foreword,
      items: points.map((point) => itemOf(point, reading.cities, directory)),
    })),
    noise: reading.noise,
    warnings: reading.warnings,
  };
}

export type NoticeJson = ReturnType<typeof noticeAsJson>;

function itemOf(point: PointReading, cities: readonly City[], directory: Directory | null) {
  const { number, marker, section, title, body, clause, clauses, indicators, line } = point;
  // Past the bracket: what stands after the clause and was found to be no point.
  const rest = point.clauseEnd.replace(CLOSED, "").trim();
  return {
    number,
    marker: marker.trim(),
    section,
    title,
    body,
    clause,
    clauses,
    units: point.named.filter((unit) => !unit.group).map((unit) => unitOf(unit, cities, directory)),
    groups: point.named
      .filter((unit) => unit.group)
      .map(({ name, written, scope, role, cityName, origin, line: at }) => ({
        name,
        written,
        scope: scope === "各" ? ("EVERY" as const) : ("CONCERNED" as const),
        role,
        cityName,
        origin,
        line: at,
      })),
    deadlines: point.deadlines.map(({ text, date, kind, line: at }) => ({
      text,
      date,
      kind,
      line: at,
    })),
    indicators,
    ...(rest === "" ? {} : { rest }),
    line,
  };
}

function unitOf(unit: PointUnit, cities: readonly City[], directory: Directory | null) {
  const { name, written, role, origin, line } = unit;
  if (!directory) return { name, written, cityName: unit.cityName, role, origin, line };
  const { members, unitCities, departments, counterparts } = directory;
  const places = [
    ...members,
    ...Object.entries(unitCities).map(([place, cityName]) => ({ name: place, cityName })),
  ];
  const short = cities.flatMap((city) =>
    name.startsWith(city.name) ? [name.slice(city.name.length)] : [],
  );
  const known =
    [
      ...members.map((member) => member.name),
      ...Object.keys(unitCities),
      ...counterparts.flat(),
    ].includes(name) ||
    short.some((each) =>
      departments.some((department) => department === each || ownOffice(department, "市") === each),
    );
  return {
    name,
    written,
    cityName: unit.cityName ?? cityOfUnit(name, directory.cities, places),
    role,
    origin,
    line,
    known,
  };
}

/** The same for reading on a terminal. */
export function noticeAsTree(notice: NoticeJson): string {
  const points = notice.chapters.flatMap((chapter) => chapter.items);
  const lines = [
    `《${notice.title || "（没有读到标题）"}》 ${notice.documentNumber}`,
    `${notice.issuer || "（发文单位未读到）"} ${notice.issuedOn || "（成文日期未读到）"} 年度 ${notice.year || "未读到"} 城市 ${notice.cities.map((city) => city.name).join("、") || "未读到"}`,
    `${notice.chapters.length} 章，${points.length} 项`,
    ...notice.chapters.flatMap((chapter) => [
      "",
      `${chapter.marker}${chapter.title}`.replace(/\n/g, " ") || "（未分章）",
      ...chapter.items.flatMap((item) => [
        `  ${item.marker || item.number} ${item.title}${item.section ? `（${item.section}）` : ""}`,
        ...(["LEAD", "RESPONSIBLE", "SUPPORT"] as const).flatMap((role) => {
          const names = [...item.units, ...item.groups]
            .filter((unit) => unit.role === role)
            .map((unit) => unit.name);
          return names.length === 0 ? [] : [`      ${ROLES[role]}：${names.join("、")}`];
        }),
        ...item.deadlines.map(
          (deadline) =>
            `      时限：${deadline.text}${deadline.date ? `（${deadline.date}）` : ""}`,
        ),
      ]),
    ]),
    "",
    ...(notice.warnings.length === 0 ? ["没有需要核对的地方。"] : ["请核对："]),
    ...notice.warnings.map(({ line, message }) => `  第 ${line} 行：${message}`),
  ];
  return `${lines.join("\n")}\n`;
}
