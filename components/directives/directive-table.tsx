import type { DirectiveView } from "@/lib/dashboards/directives";
import { dueDay } from "@/lib/format";
import { LIST_HEADS, owedText, targetName } from "@/lib/glossary-states";
import { Link } from "../ui/link";
import { DirectiveMark } from "./directive-light";
import { DirectiveText, issuedText, RankMark, targetHref, UnitStates } from "./directive-parts";

/** The ledger of 批示, or of 督办单: one row each. Stacks on a phone. */
export function DirectiveTable({
  directives,
  cities,
  noun = "批示",
  asOf,
}: {
  directives: DirectiveView[];
  cities: { id: number }[];
  noun?: "批示" | "督办单";
  asOf: string | undefined;
}) {
  const heads = noun === "批示" ? LIST_HEADS.directive : LIST_HEADS.order;
  return (
    <table className="w-full max-lg:block" role="table">
      <caption className="sr-only">{noun}、承办单位的状态和答复时限</caption>
      <thead className="max-lg:sr-only" role="rowgroup">
        <tr className="text-ink-2 text-sm" role="row">
          {Object.values(heads).map((name) => (
            <th
              key={name}
              scope="col"
              role="columnheader"
              className="px-3 py-2 text-left font-normal"
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-lg:block" role="rowgroup">
        {directives.map((directive) => (
          <tr
            key={directive.id}
            role="row"
            className="break-inside-avoid border-line border-t align-top max-lg:grid max-lg:gap-2 max-lg:py-3 lg:[&>*]:px-3 lg:[&>*]:py-3"
          >
            <td role="cell" className="lg:w-[17%]">
              <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <DirectiveMark light={directive.light} />
                <RankMark {...directive} />
              </span>
              <span className="block text-ink-2 text-sm">
                {directive.reason.slice(directive.reason.indexOf("：") + 1)}
              </span>
            </td>
            <th scope="row" role="rowheader" className="text-left font-normal lg:w-[34%]">
              <DirectiveText directive={directive} asOf={asOf} />
              <Link
                href={targetHref(directive, asOf)}
                className="block text-ink-2 text-sm hover:underline"
              >
                {targetName(directive)}
              </Link>
            </th>
            <td role="cell" className="lg:w-[29%]">
              <UnitStates directive={directive} cities={cities} />
            </td>
            <td role="cell" className="whitespace-nowrap">
              <span className="text-ink-2 lg:hidden">{heads.due} </span>
              {dueDay(directive.dueOn, directive.asOf)}
              <DaysLeft directive={directive} />
            </td>
            <td role="cell" className="whitespace-nowrap text-ink-2 text-sm">
              <span className="lg:hidden">{heads.issued} </span>
              {issuedText(directive)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DaysLeft({ directive }: { directive: DirectiveView }) {
  const owed = owedText(directive);
  if (!owed) return null;
  return (
    <span
      className={`text-sm max-lg:ml-2 lg:block ${owed.late ? "font-semibold text-red" : "text-ink-2"}`}
    >
      {owed.text}
    </span>
  );
}
