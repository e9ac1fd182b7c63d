import { cityText } from "@/components/status/city";
import { TagMark } from "@/components/status/light";
import { Link } from "@/components/ui/link";
import type { Board, Point } from "@/lib/dashboards/board";
import type { UnitShare } from "@/lib/dashboards/shares";
import type { IsoDate } from "@/lib/dates";
import { month, monthDay, percent } from "@/lib/format";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";

/** The units of a point with role, percent and last report; members stand below their group. */
export function UnitList({
  waiting,
  point,
  board,
  asOf,
}: {
  /** see waitingReports() */
  waiting: Map<number, IsoDate>;
  point: Point;
  board: Board;
  asOf: string | undefined;
}) {
  const top = point.units.filter((share) => share.groupId === null);
  return (
    <ul className="divide-y divide-line border-line border-t">
      {top.map((share) => (
        <li key={share.assignmentId} className="py-2">
          <UnitLine
            waits={waiting.get(share.assignmentId)}
            share={share}
            board={board}
            asOf={asOf}
          />
          {share.group !== "NONE" && (
            <ul className="mt-1 border-line border-l-2 pl-3">
              {point.units
                .filter((member) => member.groupId === share.assignmentId)
                .map((member) => (
                  <li key={member.assignmentId} className="py-1">
                    <UnitLine
                      waits={waiting.get(member.assignmentId)}
                      share={member}
                      board={board}
                      asOf={asOf}
                    />
                  </li>
                ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function UnitLine({
  waits,
  share,
  board,
  asOf,
}: {
  waits: IsoDate | undefined;
  share: UnitShare;
  board: Board;
  asOf: string | undefined;
}) {
  return (
    <div className="flex items-start justify-between gap-3">
      <span>
        <Link
          href={paths.unit(share.unit.id, { asOf })}
          className={`font-semibold hover:underline ${cityText(board.cities, share.unit.cityId)}`}
        >
          {share.unit.name}
        </Link>{" "}
        <TagMark>{ASSIGNMENT_ROLE_NAMES[share.role]}</TagMark>
      </span>
      <span className="whitespace-nowrap text-right text-ink-2 text-sm">
        {standing(share, waits)}
      </span>
    </div>
  );
}

function standing(share: UnitShare, waits: IsoDate | undefined): string {
  if (share.group === "UNRESOLVED") return "成员待明确";
  if (share.group === "RESOLVED") return "由成员填报";
  const pending = waits && `${month(waits)}待审核`;
  if (!share.latest) return pending ?? "尚无审核通过的进展";
  const stands = `${percent(share.latest.percent)} · ${monthDay(share.latest.submittedOn)}报`;
  return pending ? `${stands} · ${pending}` : stands;
}
