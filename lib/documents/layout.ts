import { clausesIn } from "./clause-spans";
import { CLOSING, fold, OPENING } from "./fold";
import {
  displayWidth,
  type Line,
  type PrintedWidth,
  printedLines,
  printedWidth,
  type TaskRow,
  withWholeMarkers,
} from "./lines";
import { type Marker, markerOf, Sequence } from "./markers";
import { isAttachmentLine, isPageNoise } from "./noise";
import { cutRunOn } from "./run-on";
import { isSigned } from "./signature";
import {
  endsSentence,
  isCutInName,
  isFinished,
  isProse,
  openIn,
  startsWithLabel,
  Unfinished,
} from "./unfinished";

/** A paragraph of the notice and the line of the source it begins on, counted from 1. */
export type Paragraph = {
  line: number;
  text: string;
  marker?: Marker | null;
  row?: TaskRow;
  /** （2）责任部门：…: a field of the item above it, by its label */
  field?: true;
};

/**
 * The paragraphs of a text whose page layout broke them into lines, blank lines and pages. A line is
 * joined to the one before when that was left in the middle of a sentence, a bracket or a clause;
 * no character is added or dropped but blank space at the ends of lines, and page numbers (— 2 —).
 * Where a text has lost its line breaks, it is cut before its markers.
 */
export function joinLayoutBreaks(text: string): Paragraph[] {
  return joinLines(printedLines(text));
}

/** The same of lines that were read from another form of file. */
export function joinLines(source: readonly Line[]): Paragraph[] {
  const printed = withWholeMarkers(source);
  const width = printedWidth(printed);
  const lines = withMarkers(cutRunOn(printed), width);
  const runIn = titlesRunIn(lines);
  return blocksOf(lines).flatMap((block) => joinBlock(block, runIn, width));
}

type Marked = Line & { marker: Marker | null; noise: boolean };

/** Which lines begin with a marker, and not with a figure, a date or a list that a page cut there. */
function withMarkers(lines: readonly Line[], width: PrintedWidth | null): Marked[] {
  const sequence = new Sequence();
  let before: Marked | null = null;
  let attached = 0;
  return lines.map((line) => {
    const first = line.row ? null : markerOf(line.text);
    // 附件：1.清单 ⏎ 2.名单: the second attachment is no item
    const goesOn = attached > 0 && isAttached(line.text, first, attached + 1);
    attached = goesOn ? attached + 1 : isAttachmentLine(line.text) ? 1 : 0;
    const found = goesOn ? null : first;
    const marker = found && begins(found, line.text, before, sequence, width) ? found : null;
    if (marker) sequence.accept(marker);
    // ］ on a line of its own ends what the page cut; it is no button of the page.
    const closes =
      CLOSING.includes(line.text) && before !== null && openIn(before.text).brackets > 0;
    before = { ...line, marker, noise: !line.row && !closes && isPageNoise(line.text) };
    return before;
  });
}

const isAttached = (text: string, marker: Marker | null, number: number) =>
  marker?.level === "FIGURE" &&
  marker.number === number &&
  text.length <= 60 &&
  !/[。；]/.test(text) &&
  clausesIn(text).length === 0;

/** 3.5亿元, 1.2万亩, 0.6个百分点: a figure with decimals and its measure. */
const MEASURED =
  /^[\d０-９]+[.．][\d０-９]+ *(?:[%％‰]|[万亿千百]|个百分点|公里|平方|公顷|吨|亩|米|元|倍)/u;

function begins(
  marker: Marker,
  text: string,
  before: Marked | null,
  sequence: Sequence,
  width: PrintedWidth | null,
): boolean {
  const expected = sequence.continues(marker);
  if (marker.tight && !expected) return false;
  if (!before || before.noise || before.row) return true;
  const last = before.text.charAt(before.text.length - 1);
  const full = width !== null && displayWidth(before.text) >= width.from;
  // 筹集 ⏎ 3.5亿元资金: nothing has ended before it
  if (marker.tight && MEASURED.test(text) && !isFinished(before.text)) return false;
  const finished = isFinished(before.text) || (!full && !isProse(before.text));
  if (finished) return true;
  if (marker.tight || marker.level === "SPOKEN") return false;
  // 第 ⏎ 三、四季度: cut in the middle of a phrase
  if (
    /[第、，,“《（(及与和至—]/.test(last) ||
    /^[一二三四五六七八九十\d]+[、.．][一二三四五六七八九十\d]/.test(text)
  )
    return false;
  return expected || (!full && marker.level !== "FIGURE_BRACKET" && marker.level !== "CIRCLE");
}

/** Whether this notice runs text on after a point's title (“1. 标题。正文…”), as most of its points show. */
function titlesRunIn(lines: readonly Marked[]): boolean {
  const points = lines.filter(({ marker }) => marker?.level === "FIGURE");
  return points.filter((line) => /。./.test(line.text)).length * 2 > points.length;
}

/** Lines from one marker to the next: nothing is ever joined across a marker. */
function blocksOf(lines: readonly Marked[]): Marked[][] {
  const blocks: Marked[][] = [];
  let apart = true;
  for (const line of lines) {
    const alone = line.noise || line.row !== undefined;
    if (!apart && !alone && !line.marker && !line.text.startsWith("——")) blocks.at(-1)?.push(line);
    else blocks.push([line]);
    apart = alone;
  }
  return blocks;
}

function joinBlock(block: Marked[], runIn: boolean, width: PrintedWidth | null): Paragraph[] {
  const [only] = block;
  if (only && block.length === 1) {
    const { line, text, marker, row } = only;
    return [{ line, text, marker, ...(row ? { row } : {}) }];
  }
  const pointEnd = runIn && !width ? runInPointEnd(block) : 0;
  const paragraphs: Paragraph[] = [];
  let offset = 0;
  let above: Marked | null = null;
  let state = new Unfinished("");
  for (const line of block) {
    const last = paragraphs.at(-1);
    if (last && above && (offset < pointEnd || isContinued(state, above, line, width))) {
      last.text += line.text;
      state.add(line.text);
    } else {
      const { line: number, text, marker, row } = line;
      paragraphs.push({ line: number, text, marker, ...(row ? { row } : {}) });
      state = new Unfinished(text);
    }
    offset += line.text.length;
    above = line;
  }
  return paragraphs;
}

/** Whether a line goes on with the paragraph above it. */
function isContinued(
  paragraph: Unfinished,
  above: Line,
  line: Line,
  width: PrintedWidth | null,
): boolean {
  if ("、，。；：！？）)”’》】〕".includes(line.text.charAt(0))) return true;
  if (!paragraph.balanced) return true;
  if (startsWithLabel(line.text)) return false;
  if (/[、，]$/.test(above.text)) return true;
  // Who signs below a last sentence that lacks its 。
  if (isSigned(line.text) && (!width || endsSentence(above.text))) return false;
  if (paragraph.labelled && isCutInName(above.text, line.text)) return true;
  if (paragraph.labelled && /：\s*$/.test(fold(above.text.slice(-4)))) return true;
  if (width) {
    if (width.indents && line.indented) return false;
    return displayWidth(above.text) >= width.from;
  }
  return paragraph.prose && !paragraph.labelled && !endsSentence(above.text);
}

/**
 * How many characters of a block its point takes for certain. A sentence may end where a page does,
 * so a point lasts until a clause closes at the end of a line; without a clause, until its first 。
 */
function runInPointEnd(block: Marked[]): number {
  const [first] = block;
  const level = first?.marker?.level;
  if (level !== "FIGURE" && !(level === "HAN_BRACKET" && /。./.test(first?.text ?? ""))) return 0;
  const whole = block.map((line) => line.text).join("");
  let offset = 0;
  const lineEnds = new Set(block.map((line) => (offset += line.text.length)));
  const ends = clausesIn(whole)
    .filter((span) => !span.unclosed && OPENING.includes(whole.charAt(span.start)))
    .map(({ end }) => (whole[end] === "。" ? end + 1 : end));
  return ends.find((end) => lineEnds.has(end)) ?? ends.at(-1) ?? whole.indexOf("。") + 1;
}
