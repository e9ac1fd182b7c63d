import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Said } from "@/components/imports/difference-words";
import { Outline } from "@/components/imports/outline";
import { numbersOf } from "@/lib/documents/commands";
import { readNotice } from "@/lib/documents/notice";
import { contentOf } from "@/lib/imports/content";

test("titles of points stand whole in the tree of a preview: they wrap and are cut nowhere", () => {
  const title = "共同推动沿黄流域生态保护和高质量发展重大项目谋划储备与要素保障";
  const text = `青河市2025年工作要点\n一、产业\n1.${title}。抓好落实。（责任单位：市发展改革委）`;
  const { chapters } = contentOf(readNotice(text), numbersOf);
  const markup = renderToStaticMarkup(
    <Outline chapters={chapters} matches={new Map()} warnings={[]} />,
  );
  expect(markup).toContain(title);
  expect(markup).not.toMatch(/truncate|line-clamp|text-ellipsis|whitespace-nowrap/);
});

test("a chapter's difference says whether its heading or its 导语 changed, and who set it", () => {
  const said = (before: string, after: string, byHand = false) => {
    const each = { key: "chapter:1", kind: "CHAPTER" as const, number: 1, before, after, byHand };
    return renderToStaticMarkup(<Said each={each} />);
  };
  expect(said("一、产业\n导语", "一、产业协作\n导语")).toBe("第一章的标题有改动");
  expect(said("一、产业", "一、产业\n导语")).toBe("第一章的导语有改动");
  expect(said("一、产业", "一、协作\n导语", true)).toBe(
    "第一章的标题和导语有改动（管理员调整过，默认保持现状）",
  );
});
