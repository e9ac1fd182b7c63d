import type { ReactNode } from "react";
import type { ImportView } from "@/lib/imports/queries";
import type { Question } from "@/lib/imports/rules";

/** At a glance: what was read, what is asked, what happens next. */
export function Summary({ view, next }: { view: ImportView; next: ReactNode }) {
  const { content, matches, questions } = view;
  const points = content.chapters.flatMap((chapter) => chapter.points);
  const count = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0);
  const figures: [number, string][] = [
    [content.chapters.length, "章"],
    [points.length, "项要点"],
    [matches.length, "个责任单位"],
    [count(({ units }) => units.length), "条分工"],
    [count(({ deadlines }) => deadlines.length), "处时限"],
    [count(({ indicators }) => indicators.length), "个指标"],
    [count(({ actionItems }) => actionItems.length), "条举措"],
  ];
  return (
    <div className="mb-4 grid gap-px overflow-hidden rounded-xl border border-line bg-line lg:grid-cols-3">
      <section aria-labelledby="read" className="bg-card p-4 sm:p-5">
        <h2 id="read" className="mb-1.5 font-semibold">
          读出来的
        </h2>
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          {figures.map(([value, unit]) => (
            <span key={unit} className="whitespace-nowrap">
              <strong className="font-bold text-lg tabular-nums">{value}</strong>
              <span className="ml-1 text-ink-2 text-sm">{unit}</span>
            </span>
          ))}
        </p>
        <p className="mt-1.5 text-ink-2 text-sm">
          {content.cities.map(({ name }) => name).join("、") || "城市未读到"} ·{" "}
          {view.atPublishing
            ? `发布时 ${view.atPublishing.held} 个单位名录里已有，新建 ${view.atPublishing.made} 个`
            : `${matches.filter(({ state }) => state === "KNOWN").length} 个单位名录里已有`}
        </p>
      </section>
      <section aria-labelledby="asked" className="bg-card p-4 sm:p-5">
        <h2 id="asked" className="mb-1.5 font-semibold">
          要您定的
        </h2>
        {questions.length === 0 ? (
          <p className="text-green">
            {view.state === "DRAFT" ? "都定好了，可以发布。" : "没有了。"}
          </p>
        ) : (
          <ul className="grid gap-1">
            {questions.map((question) => (
              <li key={question.message} className="flex gap-2">
                <span aria-hidden="true" className="font-bold text-amber">
                  ?
                </span>
                <a href={placeOf(question)} className="underline underline-offset-2">
                  {question.message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="next" className="bg-card p-4 sm:p-5">
        <h2 id="next" className="mb-1.5 font-semibold">
          接下来
        </h2>
        {next}
      </section>
    </div>
  );
}

function placeOf({ place, at }: Question): string {
  if (place === "head" && at) return `#${at}`;
  return `#${place === "points" && at ? at : place}`;
}
