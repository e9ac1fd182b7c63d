import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import type { PendingReview } from "@/lib/inbox/queries";
import { paths } from "@/lib/paths";
import { ANOMALY_NAMES, type Anomaly, isInPart, type QueuePart } from "@/lib/reviews/rules";

/** The parts of the queue with how much is in each; a choice keeps the other one. */
export function QueueFilters({
  queue,
  cities,
  place,
}: {
  queue: PendingReview[];
  /** empty for an account of one city */
  cities: { id: number; shortName: string }[];
  place: QueuePart;
}) {
  const count = (part: QueuePart) => queue.filter((item) => isInPart(item, part)).length;
  const link = (label: string, part: QueuePart) => (
    <FilterLink
      key={label}
      href={paths.reviews(part)}
      current={part.city === place.city && part.anomaly === place.anomaly}
    >
      {label} {count(part)}
    </FilterLink>
  );
  const { city, anomaly } = place;
  const kinds = (Object.keys(ANOMALY_NAMES) as Anomaly[]).filter(
    (kind) => kind === anomaly || count({ city, anomaly: kind }) > 0,
  );
  return (
    <div className="mb-3 flex flex-wrap gap-x-5 gap-y-2">
      {cities.length > 1 && (
        <FilterRow label="按城市">
          {link("两市", { anomaly })}
          {cities.map(({ id, shortName }) => link(shortName, { city: id, anomaly }))}
        </FilterRow>
      )}
      <FilterRow label="按异常">
        {link("全部", { city })}
        {link("有异常", { city, anomaly: "ANY" })}
        {link("无异常", { city, anomaly: "NONE" })}
        {kinds.map((kind) => link(ANOMALY_NAMES[kind], { city, anomaly: kind }))}
      </FilterRow>
    </div>
  );
}
