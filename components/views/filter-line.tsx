import { paths } from "@/lib/paths";
import { Link } from "../ui/link";

/** What of a list is on screen, in words, with the way back to all of it and to keeping it under a name. */
export function FilterLine({
  chosen,
  all,
  here,
}: {
  /** the filters in force, in words; empty when there are none */
  chosen: (string | undefined | null | false)[];
  /** the list without filters */
  all: string;
  /** the list as it is on screen */
  here: string;
}) {
  const words = chosen.filter(Boolean);
  return (
    <p className="screen-only my-2 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
      {words.length > 0 && (
        <>
          <span>
            <span className="text-ink-2">筛选：</span>
            {words.join("、")}
          </span>
          <Link href={all} className="text-accent hover:underline">
            清除筛选
          </Link>
        </>
      )}
      <Link href={paths.views({ save: here })} className="text-accent hover:underline">
        保存当前视图
      </Link>
    </p>
  );
}
