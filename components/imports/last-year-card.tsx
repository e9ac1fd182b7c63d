import type { ImportView } from "@/lib/imports/queries";
import { Card } from "../ui/card";
import { WordDiff } from "../updates/word-diff";
import { YearSaid } from "./difference-words";

/** A new year's notice against the plan before it, to read: what stays, what is new, what is gone. */
export function LastYearCard({ previous }: { previous: NonNullable<ImportView["previous"]> }) {
  const { title, list, renumbered } = previous;
  const gone = list.filter(({ kind }) => kind === "REMOVED").length;
  const fresh = list.filter(({ kind }) => kind === "ADDED").length;
  const changed = list.length - gone - fresh;
  const said = [
    `新增 ${fresh} 项`,
    `不再列 ${gone} 项`,
    `${changed} 处文字或单位有变化`,
    ...(renumbered > 0 ? [`另有 ${renumbered} 项只是序号不同`] : []),
  ];
  return (
    <Card
      title="与上一年度比较"
      id="last-year"
      note={`《${title}》：${said.join("，")}`}
      className="scroll-mt-18"
    >
      {list.length > 0 && (
        <details>
          <summary className="cursor-pointer text-accent">逐项看</summary>
          <ul className="mt-2 divide-y divide-line">
            {list.map((each) => (
              <li key={each.key} className="py-2">
                <YearSaid each={each} />
                {each.parts.length > 0 && (
                  <p className="published mt-1 whitespace-pre-line break-words rounded-lg bg-sunken px-3 py-2">
                    <WordDiff parts={each.parts} />
                  </p>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
