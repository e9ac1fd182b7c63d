import type { ReactNode } from "react";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { ImportPoint, ImportWarning } from "@/lib/imports/content";
import type { UnitMatch } from "@/lib/imports/unit-matches";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";
import { MATCH_MARKS, MatchMark } from "./match-mark";

/** One point: its published text, and beside it what was read out of it. */
export function PointCard({
  importId,
  point,
  matches,
  warnings,
  dueOn,
  readFrom,
  editHref,
  children,
}: {
  importId: number;
  point: ImportPoint;
  matches: ReadonlyMap<string, UnitMatch>;
  /** open ones about it */
  warnings: ImportWarning[];
  dueOn: string;
  /** the words its own was read from */
  readFrom: string | undefined;
  /** null once nothing can be edited */
  editHref: string | null;
  /** its forms, while it is being edited */
  children?: ReactNode;
}) {
  const { key, number, marker, title, titleEnd, body, clauseStart, clause, clauseEnd } = point;
  const mentioned = point.deadlines.filter(({ text }) => text !== readFrom);
  return (
    <article id={key} aria-labelledby={`${key}-title`} className="card scroll-mt-18 p-4 sm:p-5">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h4 id={`${key}-title`} className="min-w-0 font-semibold text-lg">
          <span className="mr-2 text-ink-2 tabular-nums">{number}</span>
          {title || "（没有标题）"}
        </h4>
        <p className="flex items-baseline gap-3 text-sm">
          {point.edited && <span className="rounded-md bg-sunken px-1.5 text-ink-2">已改</span>}
          <Link
            href={paths.importSource(importId, point.line)}
            className="text-ink-2 underline underline-offset-2"
          >
            原文第 {point.line} 行
          </Link>
          {editHref && (
            <Link
              href={editHref}
              aria-label={`编辑第 ${number} 项`}
              className="font-semibold text-accent underline underline-offset-2"
            >
              编辑
            </Link>
          )}
        </p>
      </div>
      {warnings.map((warning) => (
        <p
          key={warning.key}
          className="mb-2 rounded-lg border-amber-fill border-l-4 bg-mark px-3 py-1.5 text-sm"
        >
          第 {warning.line} 行：{warning.message}
        </p>
      ))}
      {children ?? (
        <div className="grid gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
          <p className="published min-w-0 whitespace-pre-line break-words">
            {point.before}
            {marker}
            <strong>{title}</strong>
            {titleEnd}
            {body}
            {clauseStart}
            <mark className="bg-mark text-ink">{clause}</mark>
            {clauseEnd}
          </p>
          <dl className="grid content-start gap-2 text-sm">
            <Units point={point} matches={matches} settled={editHref === null} />
            <Line name="办理时限">
              {point.dueOn ?? `${dueOn}（全年）`}
              {readFrom && <span className="text-ink-2">，按“{readFrom}”读出</span>}
              {mentioned.map(({ text, date, start }) => (
                <span key={start} className="block text-ink-2">
                  文中写到“{text}”{date && date !== text && `，即 ${date}`}
                </span>
              ))}
            </Line>
            {point.indicators.length > 0 && (
              <Line name="量化指标">
                {point.indicators.map(({ name, target, measure, start }) => (
                  <span key={start} className="block">
                    {name} {target}
                    {measure}
                    <span className="text-ink-2">，待确认</span>
                  </span>
                ))}
              </Line>
            )}
            <Line name="举措">
              {point.actionItems.length === 0 ? (
                "没有"
              ) : (
                <details>
                  <summary className="cursor-pointer">
                    {point.actionItems.length} 条，按句分开
                  </summary>
                  <ol className="mt-1 grid list-decimal gap-1 pl-5">
                    {point.actionItems.map((text) => (
                      <li key={text}>{text.trim()}</li>
                    ))}
                  </ol>
                </details>
              )}
            </Line>
          </dl>
        </div>
      )}
    </article>
  );
}

function Units({
  point,
  matches,
  settled,
}: {
  point: ImportPoint;
  matches: ReadonlyMap<string, UnitMatch>;
  /** published, withdrawn or given up: nothing is asked any more */
  settled: boolean;
}) {
  if (point.units.length === 0) {
    return (
      <Line name="责任单位">
        <span className="text-amber">没有读到，请编辑补上，或核对后照此发布</span>
      </Line>
    );
  }
  return (["LEAD", "RESPONSIBLE", "SUPPORT"] as const).map((role) => {
    const units = point.units.filter((unit) => unit.role === role);
    if (units.length === 0) return null;
    return (
      <Line key={role} name={ASSIGNMENT_ROLE_NAMES[role]}>
        <ul className="flex flex-wrap gap-x-3 gap-y-1">
          {units.map(({ name, origin, line }) => {
            const match = matches.get(name);
            return (
              <li key={name} className="inline-flex items-baseline gap-1">
                {!settled && <MatchMark state={match?.state ?? "ASKED"} />}
                <span>
                  {name}
                  {match && meant(match)}
                  {!settled && (
                    <span className="sr-only">，{MATCH_MARKS[match?.state ?? "ASKED"].word}</span>
                  )}
                </span>
                {origin === "RULE" && <span className="text-ink-2">按第 {line} 行的规定</span>}
              </li>
            );
          })}
        </ul>
      </Line>
    );
  });
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2">
      <dt className="text-ink-2">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Whom a name stands for, and whose unit that is where its name does not say it. */
function meant({ name, standsFor, unit }: UnitMatch): string {
  const others = standsFor.filter((each) => each.name !== name).map((each) => each.name);
  if (others.length > 0) return `（${others.join("、")}）`;
  return unit?.cityName && !name.includes(unit.cityName) ? `（${unit.cityName}）` : "";
}
