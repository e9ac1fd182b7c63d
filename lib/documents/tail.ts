import { fold } from "./fold";
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
import { isIssuing } from "./signature";

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
    return isSignature(text) && signs(paragraphs, index);
  });
  if (at < 0) return { text: [...paragraphs], tail: [] };
  return { text: paragraphs.slice(0, at), tail: paragraphs.slice(at) };
}

/**
 * Whether the offices from a line on sign the notice: a day follows them, or they are governments or their
 * general offices and nothing of the text does. Names a list still runs on into are its units.
 */
function signs(paragraphs: readonly Paragraph[], from: number): boolean {
  const lines = paragraphs.map(({ text }) => text);
  if (lines.slice(from + 1, from + 4).some(isDateLine)) return true;
  if (!isIssuing(lines[from] ?? "") || /[、，：（]\s*$/.test(fold(lines[from - 1] ?? "")))
    return false;
  const end = lines.findIndex((line, at) => at > from && !isSignature(line));
  if (end >= 0 && isDateLine(lines[end] ?? "")) return true;
  const rest = end < 0 ? [] : lines.slice(end);
  return (
    lines.slice(from, end < 0 ? undefined : end).every(isIssuing) &&
    rest.every((line) => isPageNoise(line) || isRemark(line) || isColophon(line))
  );
}
