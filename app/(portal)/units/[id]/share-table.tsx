import { cityText, cityTone } from "@/components/status/city";
import { LightMark, TagLinks } from "@/components/status/light";
import { Bar } from "@/components/ui/bar";
import { Link } from "@/components/ui/link";
import { StackedCell, StackedRow, StackedTable } from "@/components/ui/stacked-table";
import type { City } from "@/lib/dashboards/board";
import type { UnitSummary } from "@/lib/dashboards/unit-summaries";
import { dueDay, extensionText, monthDay, percent } from "@/lib/format";
import { ASSIGNMENT_ORIGIN_NAMES, ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";

/** The points of a unit: light of its city's side with its reason, its own share, and its counterpart's beside. */
export function ShareTable({
  summary,
  counterpart,
  cities,
  asOf,
  day,
}: {
  summary: UnitSummary;
  counterpart: UnitSummary | null;
  cities: City[];
  asOf: string | undefined;
  /** 统计截止 */
  day: string;
}) {
  return (
    <StackedTable
      caption="承担的要点、角色和进度"
      names={[
        "工作要点",
        "本市一侧",
        counterpart ? "本单位与对口单位" : "本单位进度",
        "最近一次审核通过",
      ]}
    >
      {summary.shares.map(({ share, point, part }) => {
        const other = counterpart?.shares.find((each) => each.point.id === point.id);
        return (
          <StackedRow
            key={share.assignmentId}
            live={`share ${share.assignmentId}`}
            headClass="sm:w-[26%]"
            head={
              <>
                <Link
                  href={paths.point(point.number, { asOf })}
                  className="font-semibold hover:underline"
                >
                  {point.number}. {point.title}
                </Link>
                <span className="block text-ink-2 text-sm">
                  {ASSIGNMENT_ROLE_NAMES[share.role]} · {ASSIGNMENT_ORIGIN_NAMES[share.origin]} ·{" "}
                  {dueDay(point.dueOn, day)}到期
                  {point.extension && `（${extensionText(point.extension, day)}）`}
                </span>
              </>
            }
          >
            <StackedCell className="sm:w-[28%]">
              <span className="flex flex-wrap items-center gap-2">
                <LightMark light={part.light} />
                <TagLinks point={part} unit={summary.unit.id} asOf={asOf} />
              </span>
              <span className="block text-ink-2 text-sm">
                {part.reason.slice(part.reason.indexOf("：") + 1)}
              </span>
            </StackedCell>
            <StackedCell className="sm:w-52">
              {share.group === "NONE" ? (
                <>
                  <ShareBar share={share} expected={part.expected} cities={cities} />
                  {other && (
                    <ShareBar share={other.share} expected={other.part.expected} cities={cities} />
                  )}
                </>
              ) : (
                <span className="text-ink-2">
                  {share.group === "RESOLVED" ? "由成员分别填报" : "成员待明确，按 0 计"}
                </span>
              )}
            </StackedCell>
            <StackedCell className="text-ink-2 text-sm">
              {share.latest ? (
                <>
                  <span className="line-clamp-2 text-ink">
                    {share.latest.progressText || "本期无新进展"}
                  </span>
                  {monthDay(share.latest.submittedOn)}报送
                </>
              ) : (
                "尚无"
              )}
            </StackedCell>
          </StackedRow>
        );
      })}
    </StackedTable>
  );
}

function ShareBar({
  share,
  expected,
  cities,
}: {
  share: UnitSummary["shares"][number]["share"];
  expected: number;
  cities: City[];
}) {
  const city = cities.find(({ id }) => id === share.unit.cityId);
  return (
    <span className="grid grid-cols-[2rem_1fr_2.75rem] items-center gap-2 text-sm">
      <span className={cityText(cities, share.unit.cityId)}>{city?.shortName}</span>
      <Bar
        value={share.percent ?? 0}
        expected={expected}
        tone={cityTone(cities, share.unit.cityId)}
        height={6}
      />
      <strong className="text-right">
        {share.percent === null ? "未报" : percent(share.percent)}
      </strong>
    </span>
  );
}
