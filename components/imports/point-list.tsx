import type { ImportContent } from "@/lib/imports/content";
import type { ImportView } from "@/lib/imports/queries";
import { paths } from "@/lib/paths";
import { ButtonLink } from "../ui/button";
import { Card } from "../ui/card";
import { ChapterForm, NewChapterForm } from "./chapter-forms";
import type { Run } from "./draft-form";
import { KeptText } from "./kept-text";
import { Outline } from "./outline";
import { PointCard } from "./point-card";
import { PointForm } from "./point-forms";
import { StepButton } from "./step-button";

export type PointActions = {
  save: Run;
  chapter: Run;
  divide: Run;
  join: Run;
  takeUp: Run;
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
  const editable = view.state === "DRAFT";
  const matches = new Map(view.matches.map((match) => [match.name, match]));
  const warnings = editable ? content.warnings.filter(({ settled }) => !settled) : [];
  const first = content.chapters.flatMap((chapter) => chapter.points)[0];
  return (
    <section aria-labelledby="points" className="mt-6">
      <h2 id="points" className="mb-3 scroll-mt-18 font-semibold text-lg">
        章与要点
      </h2>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[17rem_minmax(0,1fr)]">
        <div className="card p-4 xl:sticky xl:top-18 xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto">
          <Outline
            chapters={content.chapters}
            matches={editable ? matches : new Map()}
            warnings={warnings}
          />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <KeptText
            title="第一章之前的文字"
            text={content.foreword}
            place="foreword"
            draft={editable ? view : null}
            action={actions.takeUp}
          />
          {content.chapters.map((chapter) => (
            <div key={chapter.key} className="grid grid-cols-[minmax(0,1fr)] gap-4">
              <div className="grid gap-1">
                <h3 id={chapter.key} className="scroll-mt-18 font-semibold text-lg">
                  {chapter.marker}
                  {chapter.title || "（未分章）"}
                </h3>
                {editable && (
                  <ChapterForm
                    draft={view}
                    chapter={chapter}
                    action={actions.chapter}
                    also={
                      chapter !== content.chapters[0] && (
                        <StepButton
                          action={actions.join}
                          draft={view}
                          fields={{ chapter: chapter.key }}
                        >
                          并入上一章
                        </StepButton>
                      )
                    }
                  />
                )}
              </div>
              <KeptText
                title="导语：本章第一项之前的文字"
                text={chapter.foreword}
                place={chapter.key}
                draft={editable ? view : null}
                action={actions.takeUp}
              />
              {chapter.points.map((point) => (
                <PointCard
                  key={point.key}
                  importId={id}
                  point={point}
                  matches={matches}
                  warnings={warnings.filter((warning) => warning.point === point.key)}
                  dueOn={content.dueOn}
                  readFrom={view.dueWords[point.key]}
                  editHref={
                    editable ? `${paths.import(id, { edit: point.key })}#${point.key}` : null
                  }
                >
                  {editing === point.key && editable ? (
                    <Forms
                      view={view}
                      point={point}
                      chapter={chapter.key}
                      isFirst={point === first}
                      beginsChapter={point === chapter.points[0]}
                      actions={actions}
                    />
                  ) : null}
                </PointCard>
              ))}
            </div>
          ))}
          <KeptText
            title="最后一项之后的文字"
            text={content.afterword}
            place="afterword"
            draft={editable ? view : null}
            action={actions.takeUp}
          />
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
  beginsChapter,
  actions,
}: {
  view: ImportView;
  point: ImportContent["chapters"][number]["points"][number];
  chapter: string;
  isFirst: boolean;
  beginsChapter: boolean;
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
    <div className="grid gap-4">
      <PointForm
        draft={view}
        text={text}
        headings={point.before.replace(/\n$/, "")}
        point={point}
        chapter={chapter}
        chapters={chapters}
        dueOn={view.content.dueOn}
        action={actions.save}
      />
      {!beginsChapter && (
        <div className="border-line border-t pt-3">
          <NewChapterForm
            draft={view}
            point={point.key}
            title={point.section}
            action={actions.divide}
          />
        </div>
      )}
      <div className="flex flex-wrap gap-3 border-line border-t pt-3">
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

function Removed({ view, action }: { view: ImportView; action: Run }) {
  const { removed } = view.content;
  if (removed.length === 0) return null;
  return (
    <Card title="不列为要点的" id="removed" note="文字还在原处" className="scroll-mt-18">
      <ul className="divide-y divide-line">
        {removed.map(({ point, before }) => (
          <li key={point.key} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <span className="min-w-0">
              第 {point.number} 项：{point.title}
              {before && (
                <span className="block text-ink-2 text-sm">以前导入时定为不是要点，照此处理</span>
              )}
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
