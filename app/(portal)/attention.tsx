import { LightMark, TagLinks } from "@/components/status/light";
import { ConfidenceMarks } from "@/components/time/confidence-mark";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Overview } from "@/lib/dashboards/queries";
import { paths } from "@/lib/paths";

/** 需要关注: what lags, the worst first, each with its reason; `none` is said when nothing does. */
export function Attention({
  points,
  asOf,
  none,
}: {
  points: Overview["attention"];
  asOf: string | undefined;
  none: string;
}) {
  return (
    <Card
      title="需要关注"
      note={
        points.length > 0 && (
          <Link href={paths.points({ attention: 1, asOf })} className="hover:underline">
            {points.length} 项
          </Link>
        )
      }
      className="max-xl:order-1"
    >
      {points.length === 0 ? (
        <Empty>{none}</Empty>
      ) : (
        <>
          <ol className="attention-list divide-y divide-line border-line border-t">
            {points.map((point) => (
              <AttentionItem key={point.number} point={point} asOf={asOf} />
            ))}
          </ol>
          <Rest total={points.length} />
        </>
      )}
    </Card>
  );
}

// How many stand open on a wide screen, and on a phone, where the board has to be near; the
// style sheet's .attention-list hides the others until the summary below is opened.
const WIDE = 5;
const NARROW = 3;

function Rest({ total }: { total: number }) {
  if (total <= NARROW) return null;
  return (
    <details className={`border-line border-t pt-2 ${total <= WIDE ? "sm:hidden" : ""}`}>
      <summary className="text-accent text-sm">
        其余 <span className="sm:hidden">{total - NARROW}</span>
        <span className="max-sm:hidden">{total - WIDE}</span> 项
      </summary>
    </details>
  );
}

function AttentionItem({
  point,
  asOf,
}: {
  point: Overview["attention"][number];
  asOf: string | undefined;
}) {
  // The mark already says the light's name.
  const reason = point.reason.slice(point.reason.indexOf("：") + 1);
  return (
    <li className="py-2.5">
      <h3>
        <Link href={paths.point(point.number, { asOf })} className="font-semibold hover:underline">
          {point.number}. {point.title}
        </Link>
      </h3>
      <p className="flex flex-wrap items-center gap-2">
        <LightMark light={point.light} className="text-sm" />
        <TagLinks point={point} asOf={asOf} />
        <ConfidenceMarks sides={point.sides} />
      </p>
      <p className="text-ink-2 text-sm">{reason}</p>
    </li>
  );
}
