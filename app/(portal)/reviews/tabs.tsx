import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { paths } from "@/lib/paths";

/** 审核 has two queues: reports, and applications for 办结. */
export function ReviewTabs({
  current,
  waiting,
}: {
  current: "updates" | "completions";
  waiting: number;
}) {
  return (
    <div className="mb-3">
      <FilterRow label="审核事项">
        <FilterLink href={paths.reviews()} current={current === "updates"}>
          进展审核
        </FilterLink>
        <FilterLink href={paths.completions()} current={current === "completions"}>
          办结核验 {waiting}
        </FilterLink>
      </FilterRow>
    </div>
  );
}
