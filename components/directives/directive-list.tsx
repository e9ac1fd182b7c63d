import type { DirectiveView } from "@/lib/dashboards/directives";
import { dueDay } from "@/lib/format";
import { targetName } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { Card } from "../ui/card";
import { Link } from "../ui/link";
import { DirectiveMark } from "./directive-light";
import { DirectiveText, issuedText, RankMark, targetHref, UnitStates } from "./directive-parts";

/** 批示, or 督办单, of one point, chapter or unit, the newest first; nothing where there is none. */
export function DirectiveCard({
  directives,
  cities,
  asOf,
  named = false,
  noun = "批示",
  chapter,
  className = "",
}: {
  directives: DirectiveView[];
  cities: { id: number }[];
  asOf: string | undefined;
  /** of which these are: its open ones stand here, all of them in the ledger */
  chapter?: number;
  /** says of each what it is on, where the page does not */
  named?: boolean;
  noun?: "批示" | "督办单";
  className?: string;
}) {
  if (directives.length === 0) return null;
  const ledger = noun === "批示" ? paths.directives : paths.orders;
  const shown = chapter === undefined ? directives : directives.filter(isOpen);
  return (
    <Card
      title={<span className="text-seal">{noun}</span>}
      note={
        chapter === undefined ? (
          `${directives.length} 件`
        ) : (
          <>
            <Link href={ledger({ chapter, state: "OPEN", asOf })} className="hover:underline">
              未办结 {shown.length} 件
            </Link>{" "}
            ·{" "}
            <Link href={ledger({ chapter, asOf })} className="hover:underline">
              共 {directives.length} 件
            </Link>
          </>
        )
      }
      className={className}
    >
      <DirectiveItems directives={shown} cities={cities} asOf={asOf} named={named} />
    </Card>
  );
}

function isOpen({ light }: DirectiveView): boolean {
  return light !== null && light !== "SETTLED";
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
              {directive.withdrawnOn && (
                <strong>已撤回（{dueDay(directive.withdrawnOn, directive.asOf)}）</strong>
              )}
              <span className="text-ink-2">
                {issuedText(directive)} · {dueDay(directive.dueOn, directive.asOf)}前答复
              </span>
            </p>
            {named && (
              <p className="text-sm">
                <Link href={targetHref(directive, asOf)} className="text-ink-2 hover:underline">
                  {targetName(directive)}
                </Link>
              </p>
            )}
            <DirectiveText directive={directive} asOf={asOf} />
            <UnitStates directive={directive} cities={cities} />
          </div>
        </li>
      ))}
    </ul>
  );
}
