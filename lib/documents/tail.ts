import type { Paragraph } from "./layout";
import {
  isAttachmentLine,
  isColophon,
  isContact,
  isDateLine,
  isPageNoise,
  isProvision,
  isRemark,
  isSignature,
} from "./noise";
import { bears } from "./point-level";

/** Names of attachments, who signed and when: nothing that would have to be read. */
const isListOnly = (paragraphs: readonly Paragraph[]) =>
  paragraphs.every(
    ({ text }) =>
      isAttachmentLine(text) ||
      /^\d{1,2}[.．、][^。；：]{2,50}$/.test(text) ||
      isDateLine(text) ||
      isSignature(text) ||
      isColophon(text) ||
      isContact(text) ||
      isPageNoise(text) ||
      isRemark(text),
  );

/** What follows the last point and is none of it: provisions, signature, 抄送, the web page's foot. */
export function withoutTail(paragraphs: readonly Paragraph[]): {
  text: Paragraph[];
  tail: Paragraph[];
} {
  const last = paragraphs.findLastIndex((each) => each.row !== undefined || Boolean(each.marker));
  const closed = paragraphs.slice(last).some(bears);
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
    if (isAttachmentLine(text)) return !closed || isListOnly(paragraphs.slice(index + 1));
    return (
      isSignature(text) &&
      paragraphs.slice(index + 1, index + 4).some((next) => isDateLine(next.text))
    );
  });
  if (at < 0) return { text: [...paragraphs], tail: [] };
  return { text: paragraphs.slice(0, at), tail: paragraphs.slice(at) };
}
