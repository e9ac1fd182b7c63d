import type { ImportContent } from "@/lib/imports/content";
import type { ImportView } from "@/lib/imports/queries";
import { paths } from "@/lib/paths";
import { ButtonLink } from "../ui/button";
import { Card } from "../ui/card";
import type { Run } from "./draft-form";
import { Outline } from "./outline";
import { PointCard } from "./point-card";
import { PointForm, TextForm } from "./point-forms";
import { StepButton } from "./step-button";

export type PointActions = {
  setPoint: Run;
  rewrite: Run;
  merge: Run;
  takeOut: Run;
  putBack: Run;
};

/** The tree at the left, every point with its text at the right; one of them may be open for editing. */
export function PointList({
  view,
  editing,
  actions,
}: {
  view: ImportView;
  /** key of the point whose forms are open */
  editing: string | undefined;
  actions: PointActions;
}) {
  const { id, content } = view;
  const matches = new Map(view.matches.map((match) => [match.name, match]));
  const warnings = view.state === "DRAFT" ? content.warnings.filter(({ settled }) => !settled) : [];
  const first = content.chapters.flatMap((chapter) => chapter.points)[0];
  return (
    <section aria-labelledby="points" className="mt-6">
      <h2 id="points" className="mb-3 scroll-mt-18 font-semibold text-lg">
        章与要点
      </h2>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[17rem_minmax(0,1fr)]">
        <div className="card p-4 xl:sticky xl:top-18 xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto">
          <Outline chapters={content.chapters} matches={matches} warnings={warnings} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Kept title="第一章之前的文字" text={content.foreword} />
          {content.chapters.map((chapter) => (
            <div key={chapter.key} className="grid grid-cols-[minmax(0,1fr)] gap-4">
              <h3 id={chapter.key} className="scroll-mt-18 font-semibold text-lg">
                {chapter.marker}
                {chapter.title || "（未分章）"}
              </h3>
              <Kept title="本章第一项之前的文字" text={chapter.foreword} />
              {chapter.points.map((point) => (
                <PointCard
                  key={point.key}
                  importId={id}
                  point={point}
                  matches={matches}
                  warnings={warnings.filter((warning) => warning.point === point.key)}
                  dueOn={content.dueOn}
                  editHref={
                    view.state === "DRAFT"
                      ? `${paths.import(id, { edit: point.key })}#${point.key}`
                      : null
                  }
                >
                  {editing === point.key && view.state === "DRAFT" ? (
                    <Forms
                      view={view}
                      point={point}
                      chapter={chapter.key}
                      isFirst={point === first}
                      actions={actions}
                    />
                  ) : null}
                </PointCard>
              ))}
            </div>
          ))}
          <Kept title="最后一项之后的文字" text={content.afterword} />
          <Removed view={view} action={actions.putBack} />
        </div>
      </div>
    </section>
  );
}

function Forms({
  view,
  point,
  chapter,
  isFirst,
  actions,
}: {
  view: ImportView;
  point: ImportContent["chapters"][number]["points"][number];
  chapter: string;
  isFirst: boolean;
  actions: PointActions;
}) {
  const { marker, title, titleEnd, body, clauseStart, clause, clauseEnd } = point;
  const text = marker + title + titleEnd + body + clauseStart + clause + clauseEnd;
  const chapters = view.content.chapters.map((each) => ({
    key: each.key,
    name: each.marker + (each.title || "（未分章）"),
  }));
  const fields = { point: point.key };
  return (
    <div className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
      <TextForm draft={view} point={point.key} text={text} action={actions.rewrite} />
      <PointForm
        draft={view}
        point={point}
        chapter={chapter}
        chapters={chapters}
        dueOn={view.content.dueOn}
        action={actions.setPoint}
      />
      <div className="flex flex-wrap gap-3 border-line border-t pt-3 lg:col-span-2">
        {!isFirst && (
          <StepButton action={actions.merge} draft={view} fields={fields}>
            并入上一项
          </StepButton>
        )}
        <StepButton action={actions.takeOut} draft={view} fields={fields}>
          不是要点，只留文字
        </StepButton>
        <ButtonLink look="quiet" href={`${paths.import(view.id)}#${point.key}`}>
          不改了
        </ButtonLink>
      </div>
    </div>
  );
}

function Kept({ title, text }: { title: string; text: string }) {
  if (text === "") return null;
  return (
    <details className="card px-4 py-2.5 sm:px-5">
      <summary className="cursor-pointer text-ink-2">{title}，原样保留</summary>
      <p className="published mt-2 whitespace-pre-line break-words">{text}</p>
    </details>
  );
}

function Removed({ view, action }: { view: ImportView; action: Run }) {
  const { removed } = view.content;
  if (removed.length === 0) return null;
  return (
    <Card title="不列为要点的" id="removed" note="文字还在原处" className="scroll-mt-18">
      <ul className="divide-y divide-line">
        {removed.map(({ point }) => (
          <li key={point.key} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <span className="min-w-0">
              第 {point.number} 项：{point.title}
            </span>
            {view.state === "DRAFT" && (
              <StepButton
                action={action}
                draft={view}
                fields={{ point: point.key }}
                label={`恢复第 ${point.number} 项`}
              >
                恢复为要点
              </StepButton>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
