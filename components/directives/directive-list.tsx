import type { DirectiveView } from "@/lib/dashboards/directives";
import { monthDay } from "@/lib/format";
import { Card } from "../ui/card";
import { Link } from "../ui/link";
import { DirectiveMark } from "./directive-light";
import {
  directiveHref,
  issuedText,
  RankMark,
  targetHref,
  targetName,
  UnitStates,
} from "./directive-parts";

/** 批示, or 督办单, of one point, chapter or unit, the newest first; nothing where there is none. */
export function DirectiveCard({
  directives,
  cities,
  asOf,
  named = false,
  noun = "批示",
  className = "",
}: {
  directives: DirectiveView[];
  cities: { id: number }[];
  asOf: string | undefined;
  /** says of each what it is on, where the page does not */
  named?: boolean;
  noun?: "批示" | "督办单";
  className?: string;
}) {
  if (directives.length === 0) return null;
  return (
    <Card
      title={<span className="text-seal">{noun}</span>}
      note={`${directives.length} 件`}
      className={className}
    >
      <DirectiveItems directives={directives} cities={cities} asOf={asOf} named={named} />
    </Card>
  );
}

/** The rows of such a list. */
export function DirectiveItems({
  directives,
  cities,
  asOf,
  named,
}: {
  directives: DirectiveView[];
  cities: { id: number }[];
  asOf: string | undefined;
  named: boolean;
}) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {directives.map((directive) => (
        <li key={directive.id} className="py-2.5">
          <div className="border-seal border-l-2 pl-3">
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
              <DirectiveMark light={directive.light} />
              <RankMark {...directive} />
              <span className="text-ink-2">
                {issuedText(directive)} · {monthDay(directive.dueOn)}前答复
              </span>
            </p>
            {named && (
              <p className="text-sm">
                <Link href={targetHref(directive, asOf)} className="text-ink-2 hover:underline">
                  {targetName(directive)}
                </Link>
              </p>
            )}
            <p className="break-words">
              <Link href={directiveHref(directive, asOf)} className="font-semibold hover:underline">
                {directive.order && `${directive.order.name} `}
                {directive.text}
              </Link>
            </p>
            <UnitStates directive={directive} cities={cities} />
          </div>
        </li>
      ))}
    </ul>
  );
}
