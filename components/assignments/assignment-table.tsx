import type { City } from "@/lib/dashboards/board";
import { chineseNumeral } from "@/lib/format";
import { cityText } from "../status/city";
import { Link } from "../ui/link";
import { ScrollBox } from "../ui/scroll-box";
import type { GroupNote, Matrix, MatrixRow } from "./matrix";
import { RoleMarks } from "./role-marks";

const STUCK = "sticky left-0 z-10 bg-card group-hover:bg-sunken group-data-chosen:bg-chosen";

/** 要点 × 责任单位; scrolls inside its own box, the points stay in sight. */
export function AssignmentTable({
  matrix,
  cities,
  chosen,
  hrefOf,
}: {
  matrix: Matrix;
  cities: City[];
  /** number of the point in the panel */
  chosen: number | undefined;
  hrefOf: (number: number) => string;
}) {
  return (
    <ScrollBox
      label="责任分工表，可左右滚动"
      hint
      className="card overflow-y-auto lg:max-h-[calc(100dvh-6rem)] print:max-h-none print-across"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">
          各要点的责任单位：每行一项要点，每列一类单位，格内为两市单位及其角色
        </caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-30 min-w-40 border-line border-b bg-card px-3 py-2 text-left align-top font-normal text-ink-2 sm:min-w-64"
            >
              工作要点
            </th>
            {matrix.columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className="sticky top-0 z-20 border-line border-b bg-card px-1 py-2 align-bottom font-normal text-ink-2"
              >
                <span className="inline-block whitespace-nowrap text-left [writing-mode:vertical-rl]">
                  {column.name}
                </span>
              </th>
            ))}
            <th
              scope="col"
              className="sticky top-0 z-20 min-w-56 border-line border-b border-l bg-card px-3 py-2 text-left align-bottom font-normal text-ink-2"
            >
              其他单位
            </th>
          </tr>
        </thead>
        {matrix.chapters.map((chapter) => (
          <tbody key={chapter.number}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={matrix.columns.length + 2}
                className="border-line border-b bg-sunken p-0 text-left"
              >
                <span className="sticky left-0 inline-block px-3 py-1.5 font-semibold">
                  {chineseNumeral(chapter.number)}、{chapter.title}
                </span>
              </th>
            </tr>
            {chapter.rows.map((row) => (
              <Row
                key={row.point.number}
                row={row}
                cities={cities}
                chosen={row.point.number === chosen}
                href={hrefOf(row.point.number)}
              />
            ))}
          </tbody>
        ))}
      </table>
    </ScrollBox>
  );
}

function Row({
  row,
  cities,
  chosen,
  href,
}: {
  row: MatrixRow;
  cities: City[];
  chosen: boolean;
  href: string;
}) {
  return (
    <tr className="group hover:bg-sunken data-chosen:bg-chosen" data-chosen={chosen || undefined}>
      <th scope="row" className={`border-line border-b px-3 py-1 text-left font-normal ${STUCK}`}>
        <Link
          href={href}
          aria-current={chosen ? "true" : undefined}
          className="hover:underline aria-[current]:font-semibold"
        >
          <span className="mr-2 inline-block min-w-5 font-semibold">{row.point.number}</span>
          {row.point.title}
        </Link>
        {row.unresolved && <UnresolvedMark />}
      </th>
      {row.cells.map((shares, index) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the row is the column
          key={index}
          className="h-9 border-line border-b border-l px-0.5 text-center align-middle"
        >
          {shares.length > 0 && <RoleMarks shares={shares} cities={cities} />}
        </td>
      ))}
      <td className="border-line border-b border-l px-3 py-1">
        <ul className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
          {row.groups.map((note) => (
            <li key={note.share.assignmentId}>
              <GroupText note={note} cities={cities} />
            </li>
          ))}
          {row.rest.map(({ column, shares }) => (
            <li key={column.key} className="inline-flex items-center gap-1">
              <RoleMarks shares={shares} cities={cities} />
              <span>{column.name}</span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

export function UnresolvedMark() {
  return (
    <span className="ml-1.5 inline-block whitespace-nowrap rounded border border-red bg-red-soft px-1.5 text-red text-xs">
      集合单位待明确
    </span>
  );
}

function GroupText({ note: { share, members }, cities }: { note: GroupNote; cities: City[] }) {
  return (
    <>
      <span className={cityText(cities, share.unit.cityId)}>{share.unit.name}</span>{" "}
      {share.group === "RESOLVED" ? `${members} 家` : "成员待明确"}
    </>
  );
}
