import { chineseNumeral } from "@/lib/format";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { Difference } from "@/lib/imports/differences";
import type { YearDifference } from "@/lib/imports/last-year";

const HEAD_NAMES = {
  title: "标题",
  documentNumber: "发文字号",
  foreword: "正文之前的文字",
  afterword: "正文之后的文字",
};

const BY_HAND = "（管理员调整过，默认保持现状）";

/** One difference in a sentence. */
export function Said({ each }: { each: Difference }) {
  switch (each.kind) {
    case "HEAD":
      return <>{HEAD_NAMES[each.field]}有改动</>;
    case "CHAPTER":
      return (
        <>
          第{chineseNumeral(Math.min(99, each.number))}章的{ofChapter(each)}有改动
          {each.byHand && BY_HAND}
        </>
      );
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
          {each.bound
            ? `（${each.bound}，不能删去）`
            : "（从今天起不再列入；以前的日子照旧看得到，已报的进展留着）"}
        </>
      );
    case "UNIT":
      return (
        <>
          第 {each.number} 项 {each.unit}：{roleName(each.before)} → {roleName(each.after)}
          {each.byHand && BY_HAND}
        </>
      );
    case "TEXT":
      return (
        <>
          第 {each.number} 项文字有改动：{each.title}
          {each.byHand && BY_HAND}
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
          第 {each.number} 项从第{chineseNumeral(Math.min(99, each.before))}章移到第
          {chineseNumeral(Math.min(99, each.after))}章
        </>
      );
    case "DUE":
      return (
        <>
          第 {each.number} 项办理时限：{each.before} → {each.after}
          {each.byHand && BY_HAND}
        </>
      );
  }
}

/** The same against the year before, which stays as it is: points by their number of this year. */
export function YearSaid({ each }: { each: YearDifference }) {
  if (each.kind === "REMOVED") {
    return (
      <>
        <strong>不再列</strong> 原第 {each.number} 项：{each.title}
      </>
    );
  }
  if (each.kind !== "TEXT" && each.kind !== "UNIT") return <Said each={each} />;
  return (
    <>
      第 {each.now ?? each.number} 项
      {each.now !== null && each.now !== each.number && `（原第 ${each.number} 项）`}：
      {each.kind === "TEXT"
        ? each.title
        : `${each.unit}，${roleName(each.before)} → ${roleName(each.after)}`}
    </>
  );
}

/** Which of a chapter's heading and what stands below it differs. */
function ofChapter({ before, after }: { before: string; after: string }): string {
  const [one, other] = [before, after].map((text) => text.split("\n"));
  const title = one?.[0] !== other?.[0];
  const foreword = one?.slice(1).join("\n") !== other?.slice(1).join("\n");
  return [title && "标题", foreword && "导语"].filter(Boolean).join("和");
}

const roleName = (role: keyof typeof ASSIGNMENT_ROLE_NAMES | null) =>
  role === null ? "不承担" : ASSIGNMENT_ROLE_NAMES[role];
