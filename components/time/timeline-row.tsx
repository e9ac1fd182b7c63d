import type { TimelineRow } from "@/lib/dashboards/timeline";
import { dueDay, extensionText, monthDay, percent, redatedText } from "@/lib/format";
import { MILESTONE_STATE_NAMES } from "@/lib/glossary";
import { standingText } from "@/lib/glossary-states";
import { LIGHT_TONES } from "../status/light";
import type { BarTone } from "../ui/bar";
import { MilestoneDiamond } from "./milestone-mark";

/** Where a day stands on the scale, 0–100 %. */
export type Scale = (date: string) => string;

const FILLS: Record<BarTone, string> = {
  accent: "fill-accent-fill",
  "city-1": "fill-city-1",
  "city-2": "fill-city-2",
  "city-3": "fill-city-3",
  green: "fill-green-fill",
  amber: "fill-amber-fill",
  red: "fill-red-fill",
  blue: "fill-blue-fill",
  grey: "fill-grey-edge",
};

/** The hatching of a pause, and of 取消 crossed; drawn once on the page. */
export function PauseHatch() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <defs>
        <Hatch id="pause-hatch" draw="M0 0v6" />
        <Hatch id="cancel-hatch" draw="M0 0v6M0 0h6" />
      </defs>
    </svg>
  );
}

function Hatch({ id, draw }: { id: string; draw: string }) {
  return (
    <pattern
      id={id}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="6" height="6" className="fill-card" />
      <path d={draw} className="stroke-ink" strokeWidth="1.8" />
    </pattern>
  );
}

/** One point's stretch of time: bar to the due date in force, percent filled, milestones, pauses, the day. */
export function TimelineBar({
  row,
  at,
  widthOf,
  asOf,
  months,
}: {
  row: TimelineRow;
  at: Scale;
  /** share of the scale between two days */
  widthOf: (from: string, to: string, part?: number) => string;
  asOf: string;
  months: string[];
}) {
  const { startsOn, dueOn, extension } = row;
  return (
    <svg
      className="block w-full overflow-visible print:-my-[6.5px]"
      height="34"
      role="img"
      aria-label={sentenceOf(row, asOf)}
    >
      {months.map((month) => (
        <line key={month} x1={at(month)} x2={at(month)} y1="0" y2="34" className="stroke-line" />
      ))}
      <rect
        x={at(startsOn)}
        width={widthOf(startsOn, dueOn)}
        y="11"
        height="12"
        rx="3"
        className="fill-sunken stroke-grey-edge"
      />
      <rect
        x={at(startsOn)}
        width={widthOf(startsOn, dueOn, row.percent / 100)}
        y="11"
        height="12"
        rx="3"
        className={FILLS[LIGHT_TONES[row.light]]}
      />
      {row.pauses.map((pause) => (
        <g key={`${pause.startsOn} ${pause.cancelled}`}>
          <rect
            x={at(pause.startsOn)}
            width={widthOf(pause.startsOn, pause.endsOn)}
            y="8"
            height="18"
            fill={pause.cancelled ? "url(#cancel-hatch)" : "url(#pause-hatch)"}
            className="stroke-ink"
            strokeWidth="1"
          />
          <text
            {...labelPlace(at, pause)}
            y="21"
            fontSize="11"
            className="fill-ink stroke-card font-semibold"
            strokeWidth="4"
            paintOrder="stroke"
          >
            {pauseName(pause)}
          </text>
        </g>
      ))}
      {extension && (
        <>
          <line
            x1={at(extension.fromOn)}
            x2={at(extension.fromOn)}
            y1="4"
            y2="30"
            className="stroke-ink"
            strokeWidth="2"
          />
          <line
            x1={at(extension.fromOn)}
            x2={at(dueOn)}
            y1="30"
            y2="30"
            className="stroke-ink"
            strokeWidth="1.5"
            strokeDasharray="3 3"
          />
        </>
      )}
      {row.milestones.map((milestone) => (
        <svg key={milestone.id} x={at(milestone.dueOn)} y="17" overflow="visible">
          <title>{`${milestone.title}：${milestone.redated ? redatedText(milestone.redated, asOf) : dueDay(milestone.dueOn, asOf)}，${MILESTONE_STATE_NAMES[milestone.state]}`}</title>
          <MilestoneDiamond state={milestone.state} />
        </svg>
      ))}
      <line
        x1={at(asOf)}
        x2={at(asOf)}
        y1="0"
        y2="34"
        className="stroke-tick"
        strokeWidth="1.5"
        strokeDasharray="4 2"
      />
    </svg>
  );
}

export function milestoneText(row: TimelineRow, asOf: string): string {
  return row.milestones
    .map(
      ({ title, dueOn, state, city, redated }) =>
        `${city ? `${city.shortName}侧` : ""}${title}（${redated ? redatedText(redated, asOf) : dueDay(dueOn, asOf)}，${MILESTONE_STATE_NAMES[state]}）`,
    )
    .join("；");
}

export function pauseText(row: TimelineRow): string {
  return row.pauses
    .map((pause) => {
      const from = monthDay(pause.startsOn);
      const span = pause.lasts ? `${from}起` : `${from}—${monthDay(pause.endsOn)}`;
      return `${span}${pauseName(pause)}`;
    })
    .join("；");
}

/** Behind the span, or before it where the scale ends. */
function labelPlace(at: Scale, { startsOn, endsOn }: TimelineRow["pauses"][number]) {
  return Number.parseFloat(at(endsOn)) < 94
    ? ({ x: at(endsOn), dx: 5 } as const)
    : ({ x: at(startsOn), dx: -5, textAnchor: "end" } as const);
}

function pauseName({ cancelled }: TimelineRow["pauses"][number]): string {
  return cancelled ? "取消" : "暂停";
}

function sentenceOf(row: TimelineRow, asOf: string): string {
  return [
    `第 ${row.number} 项，${standingText(row)}，进度 ${percent(row.percent)}`,
    `${row.startsOn} 至 ${row.dueOn}`,
    row.extension ? extensionText(row.extension, asOf) : "",
    milestoneText(row, asOf),
    pauseText(row),
  ]
    .filter(Boolean)
    .join("，");
}
