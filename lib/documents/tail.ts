import type { Paragraph } from "./layout";
import {
  isAttachmentLine,
  isColophon,
  isDateLine,
  isPageNoise,
  isProvision,
  isRemark,
  isSignature,
} from "./noise";

/** What follows the last point and is none of it: provisions, signature, 抄送, the web page's foot. */
export function withoutTail(paragraphs: readonly Paragraph[]): {
  text: Paragraph[];
  tail: Paragraph[];
} {
  const last = paragraphs.findLastIndex((each) => each.row !== undefined || Boolean(each.marker));
  const at = paragraphs.findIndex(({ text }, index) => {
    if (index <= last) return false;
    if (
      isPageNoise(text) ||
      isRemark(text) ||
      isColophon(text) ||
      isDateLine(text) ||
      isProvision(text)
    )
      return true;
    if (isAttachmentLine(text)) return true;
    return (
      isSignature(text) &&
      paragraphs.slice(index + 1, index + 4).some((next) => isDateLine(next.text))
    );
  });
  if (at < 0) return { text: [...paragraphs], tail: [] };
  return { text: paragraphs.slice(0, at), tail: paragraphs.slice(at) };
}
