import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { paths } from "@/lib/paths";

/** 审核 has three queues: reports, applications for 办结, applications for 延期. */
export function ReviewTabs({
  current,
  completions,
  extensions,
}: {
  current: "updates" | "completions" | "extensions";
  /** how many wait */
  completions: number;
  extensions: number;
}) {
  return (
    <div className="mb-3">
      <FilterRow label="审核事项">
        <FilterLink href={paths.reviews()} current={current === "updates"}>
          进展审核
        </FilterLink>
        <FilterLink href={paths.completions()} current={current === "completions"}>
          办结核验 {completions}
        </FilterLink>
        <FilterLink href={paths.extensions()} current={current === "extensions"}>
          延期审批 {extensions}
        </FilterLink>
      </FilterRow>
    </div>
  );
}
