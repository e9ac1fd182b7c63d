import type { Side } from "@/lib/dashboards/board";
import { monthDay } from "@/lib/format";
import { CONFIDENCE_NAMES } from "@/lib/glossary";
import type { ConfidenceLevel } from "@/prisma/generated/enums";

const STEPS: Record<ConfidenceLevel, number> = { HIGH: 3, MEDIUM: 2, LOW: 1 };

/** 交付信心 as three steps and its word; beside a light, never one. */
export function ConfidenceMark({ level, where }: { level: ConfidenceLevel; where?: string }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap rounded border border-edge px-1.5 text-ink-2 text-xs">
      <svg aria-hidden="true" width="11" height="10" viewBox="0 0 11 10">
        {[1, 2, 3].map((step) => (
          <rect
            key={step}
            x={(step - 1) * 4}
            y={10 - step * 3}
            width="3"
            height={step * 3}
            className={step <= STEPS[level] ? "fill-ink-2" : "fill-sunken stroke-grey-edge"}
            strokeWidth="0.5"
          />
        ))}
      </svg>
      {where}交付信心{CONFIDENCE_NAMES[level]}
    </span>
  );
}

/** What the reviewers say of a point's sides, each with its sentence in reach. */
export function ConfidenceMarks({ sides }: { sides: Side[] }) {
  return sides.map(({ city, confidence }) =>
    confidence ? (
      <span
        key={city.id}
        title={`${confidence.sentence}（${confidence.statedBy}，${monthDay(confidence.statedOn)}）`}
      >
        <ConfidenceMark level={confidence.level} where={sides.length > 1 ? city.shortName : ""} />
        <span className="sr-only">：{confidence.sentence}</span>
      </span>
    ) : null,
  );
}
