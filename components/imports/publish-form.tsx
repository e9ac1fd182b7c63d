"use client";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { ShownDifference } from "@/lib/imports/queries";
import { SubmitButton } from "../ui/submit-button";
import { WordDiff } from "../updates/word-diff";
import { type Draft, DraftForm, type Run } from "./draft-form";

/** The last step. Of a plan that is there, only the differences that stay ticked are taken over. */
export function PublishForm({
  draft,
  differences,
  seal,
  ready,
  action,
}: {
  draft: Draft;
  /** null: a new plan */
  differences: ShownDifference[] | null;
  seal: string;
  ready: boolean;
  action: Run;
}) {
  return (
    <DraftForm action={action} draft={draft}>
      {() => (
        <>
          <input type="hidden" name="seal" value={seal} />
          {differences && differences.length > 0 && (
            <fieldset>
              <legend className="sr-only">采纳哪些差别</legend>
              <ul className="divide-y divide-line">
                {differences.map((each) => (
                  <li key={each.key} className="py-2.5">
                    <label className="flex items-start gap-2.5">
                      <input
                        type="checkbox"
                        name="accepted"
                        value={each.key}
                        defaultChecked={isSafe(each)}
                        disabled={each.kind === "REMOVED" && each.used}
                        className="mt-1.5"
                      />
                      <span className="min-w-0">
                        <Said each={each} />
                      </span>
                    </label>
                    {each.parts.length > 0 && (
                      <p className="published mt-1 ml-7 whitespace-pre-line break-words rounded-lg bg-sunken px-3 py-2">
                        <WordDiff parts={each.parts} />
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            </fieldset>
          )}
          {ready && (differences === null || differences.length > 0) && (
            <div className="flex flex-wrap items-center gap-3">
              <SubmitButton look="primary">
                {differences ? "采纳选中的差别并发布" : "发布"}
              </SubmitButton>
              <span className="text-ink-2 text-sm">
                {differences
                  ? "没有选中的保持现状；单位的变化从今天起算，以前的日子照旧。"
                  : "发布以后各单位就能看到；第一份进展报送之前可以撤销。"}
              </span>
            </div>
          )}
        </>
      )}
    </DraftForm>
  );
}

/** What nobody set by hand and what loses nothing is proposed. */
function isSafe(each: ShownDifference): boolean {
  if (each.kind === "REMOVED") return false;
  return each.kind !== "UNIT" || !each.byHand;
}

const HEAD_NAMES = {
  title: "标题",
  documentNumber: "发文字号",
  foreword: "正文之前的文字",
  afterword: "正文之后的文字",
};

function Said({ each }: { each: ShownDifference }) {
  switch (each.kind) {
    case "HEAD":
      return <>{HEAD_NAMES[each.field]}有改动</>;
    case "CHAPTER":
      return <>第 {each.number} 章的标题有改动</>;
    case "ADDED":
      return (
        <>
          <strong>新增</strong> 第 {each.number} 项：{each.title}
        </>
      );
    case "REMOVED":
      return (
        <>
          <strong>删去</strong> 第 {each.number} 项：{each.title}
          {each.used && "（已有进展、批示或节点，不能删去）"}
        </>
      );
    case "UNIT":
      return (
        <>
          第 {each.number} 项 {each.unit}：{roleName(each.before)} → {roleName(each.after)}
          {each.byHand && "（管理员调整过，默认保持现状）"}
        </>
      );
    case "TEXT":
      return (
        <>
          第 {each.number} 项文字有改动：{each.title}
        </>
      );
    case "NUMBER":
      return (
        <>
          第 {each.before} 项改为第 {each.after} 项：{each.title}
        </>
      );
    case "CHAPTER_OF":
      return (
        <>
          第 {each.number} 项从第 {each.before} 章移到第 {each.after} 章
        </>
      );
    case "DUE":
      return (
        <>
          第 {each.number} 项办理时限：{each.before} → {each.after}
        </>
      );
  }
}

const roleName = (role: keyof typeof ASSIGNMENT_ROLE_NAMES | null) =>
  role === null ? "不承担" : ASSIGNMENT_ROLE_NAMES[role];
