import { gapText, percent } from "@/lib/format";
import { Bar } from "../ui/bar";
import { Link } from "../ui/link";

/** 总体进度 or 章进度 beside expected progress. */
export function Overall({
  label,
  value,
  expected,
  href,
}: {
  label: string;
  value: number;
  expected: number;
  /** where the points behind it are */
  href: string;
}) {
  return (
    <div className="w-full sm:w-80" data-live="overall">
      <p className="flex items-baseline justify-between gap-3 whitespace-nowrap">
        <span>
          {label}{" "}
          <Link href={href} className="font-bold text-lg hover:underline">
            {percent(value)}
          </Link>
        </span>
        <span className="text-ink-2 text-sm">
          序时 {percent(expected)} · {gapText(value, expected)}
        </span>
      </p>
      <Bar value={value} expected={expected} height={9} />
      <details className="mt-0.5 text-sm">
        <summary className="text-ink-2 text-xs">计算口径</summary>
        <p className="text-ink-2 text-xs leading-5">
          有牵头单位的一侧取牵头单位最近一次审核通过的进度，没有牵头单位的取该市各责任单位的平均值，未报按
          0
          计；要点取两市平均，章和总体取各要点平均，不加权。序时从印发日（0%）到办理时限（100%）按天均摊。
        </p>
      </details>
    </div>
  );
}
