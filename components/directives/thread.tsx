import type { ReactNode } from "react";
import type { DirectedUnit } from "@/lib/dashboards/directives";
import type { IsoDate } from "@/lib/dates";
import { dueDay, monthDayTime } from "@/lib/format";
import { cityText } from "../status/city";
import { EvidenceList } from "../updates/evidence-list";
import { UnitState } from "./directive-parts";

type Reply = DirectedUnit["replies"][number];

/** One addressed unit: its answers with what was said of each; forms stand below. */
export function UnitThread({
  unit,
  withdrawn,
  asOf,
  cities,
  aside,
  children,
}: {
  unit: DirectedUnit;
  withdrawn: boolean;
  /** the day it is read as of */
  asOf: IsoDate;
  cities: { id: number }[];
  /** 已阅 of a reply */
  aside: (reply: Reply) => ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={`unit-${unit.id}`} className="card p-4 sm:p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2
          id={`unit-${unit.id}`}
          className={`font-semibold text-lg ${cityText(cities, unit.cityId)}`}
        >
          {unit.name}
        </h2>
        <UnitState unit={unit} withdrawn={withdrawn} />
      </div>
      {unit.replies.length === 0 && <p className="text-ink-2">还没有答复。</p>}
      <ol className="grid gap-3">
        {unit.replies.map((reply) => (
          <li key={reply.id} id={`reply-${reply.id}`} className="mt-2 grid gap-1.5">
            <div className="rounded-lg bg-sunken px-3 py-2">
              <p className="flex flex-wrap items-baseline gap-x-3 text-ink-2 text-sm">
                {reply.author} {monthDayTime(new Date(reply.repliedAt))}
                {reply.version > 1 ? "补充答复" : "答复"}
              </p>
              <p className="whitespace-pre-line break-words">{reply.text}</p>
              {reply.evidence.length > 0 && <EvidenceList files={reply.evidence} />}
              {aside(reply)}
            </div>
            {reply.decision && <Decision decision={reply.decision} asOf={asOf} />}
          </li>
        ))}
      </ol>
      {children}
    </section>
  );
}

function Decision({ decision, asOf }: { decision: NonNullable<Reply["decision"]>; asOf: IsoDate }) {
  const { decision: what, opinion, dueOn, decider, decidedOn } = decision;
  return (
    <p className="border-seal border-l-2 pl-3 text-sm">
      <strong className="text-seal">{what === "ACCEPTED" ? "认可" : "要求补充"}</strong>{" "}
      <span className="text-ink-2">
        {decider} {dueDay(decidedOn, asOf)}
        {dueOn && ` · ${dueDay(dueOn, asOf)}前补充`}
      </span>
      {opinion && <span className="block whitespace-pre-line break-words">{opinion}</span>}
    </p>
  );
}
