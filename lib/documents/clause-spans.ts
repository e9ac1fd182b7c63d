import { bracketsOf } from "./brackets";
import { isDeadline } from "./deadlines";
import { fold } from "./fold";
import { areBodies } from "./names";
import { type ClauseSpan, LABEL_WORDS, openClauses } from "./open-clauses";
import { isPerson } from "./persons";
import { labelsIn, verbAtEnd } from "./roles";
import { saysWho, withoutDeadline } from "./says-who";
import { standingRulesIn, withoutRules } from "./standing-rules";

export type { ClauseSpan };

/**
 * Every clause of a text in order: in brackets of any kind, on a line of its own, or at the end of a
 * paragraph. A bracket that names no units ((含), (eVTOL)) is none.
 */
export function clausesIn(text: string): ClauseSpan[] {
  const spans: ClauseSpan[] = [];
  let until = 0;
  let paragraphEnd = -1;
  for (const { open, close } of bracketsOf(text)) {
    if (open < until) continue;
    if (paragraphEnd < open) {
      const end = text.indexOf("\n", open);
      paragraphEnd = end < 0 ? text.length : end;
    }
    if (
      close === null &&
      !/^ *[*]?[责负落配协参支承主牵实总第]/.test(fold(text.slice(open + 1, open + 6)))
    )
      continue;
    // A clause is no essay: a bracket around half a page is not looked at.
    if ((close ?? paragraphEnd) - open > 2000) continue;
    if (close === null && labelsIn(fold(text.slice(open + 1, open + 40)))[0]?.start !== 0) continue;
    const to = close ?? paragraphEnd;
    const span = bracketedClause(text, open, to, close !== null);
    if (!span) continue;
    spans.push(span);
    until = span.end;
  }
  return [...spans, ...openClauses(text, spans)].sort((a, b) => a.start - b.start);
}

function bracketedClause(
  text: string,
  open: number,
  to: number,
  closed: boolean,
): ClauseSpan | null {
  if (to - open < 3) return null;
  const inside = fold(text.slice(open + 1, to));
  const end = closed ? to + 1 : to;
  const named = labelled(inside, open + 1);
  if (named) return { start: open, inner: open + 1, ...named, to, end, unclosed: !closed };
  const said = withoutRules(
    inside,
    standingRulesIn(inside, () => 0),
  ).replace(/[，；。、\s]+$/, "");
  const who = withoutDeadline(said)
    .replace(/[，；。、\s]+$/, "")
    .replace(/^[^，；。]{1,32}[，；]/, (first) => (isDeadline(first.slice(0, -1)) ? "" : first));
  if (!closed || (!saysWho(who) && !beginsWithWho(who) && !onlyNames(text, open, to, who)))
    return null;
  return { start: open, inner: open + 1, from: open + 1, to, end, label: "", unclosed: false };
}

/** The labels of a clause's words, when it begins with one or has one with a colon. */
function labelled(words: string, at: number): { from: number; label: string } | null {
  if (!LABEL_WORDS.test(words)) return null;
  const labels = labelsIn(words);
  const units = labels.filter((label) => label.role !== null);
  const [first] = units;
  if (!first) return null;
  const leading = words.slice(0, labels[0]?.start).trim();
  if (leading !== "" && !first.colon) return null;
  if (
    leading !== "" &&
    !/[，；。、]$/.test(words.slice(0, first.start).trim()) &&
    !areBodies(leading, true) &&
    first.start > 0 &&
    labels[0] === first
  )
    return null;
  const single = labels.length === 1 && leading === "";
  return { from: at + (single ? first.end : 0), label: first.word };
}

/** 市教育局牵头，…: what else the bracket says is read where it can be, and asked about. */
function beginsWithWho(words: string): boolean {
  const [first = "", ...rest] = words.split(/[，；。]/);
  const verb = verbAtEnd(first);
  if (!verb || rest.length === 0 || words.length > 600) return false;
  return areBodies(first.slice(0, first.length - verb.length).replace(/^\s*由/, ""));
}

/** 。（市教育局、市财政局）: nothing but names, where a clause stands. */
function onlyNames(text: string, open: number, to: number, inside: string): boolean {
  // 责任人：李某（市商务局）: of the person, in the clause that names the person
  const person = /[：、，；（ ](\p{Script=Han}{2,4})$/u.exec(
    fold(text.slice(Math.max(0, open - 5), open)),
  );
  if (person?.[1] && isPerson(person[1])) return false;
  if (inside.length > 400 || /[。：]/.test(inside)) return false;
  // 引进企业，（市商务局）建设集群: a bracket behind a stop explains no word before it
  if (/[。；，]$/.test(text.slice(0, open).trimEnd().slice(-1)) && areBodies(inside)) return true;
  if (!/^[。；\s]*(?:\n|$)/.test(fold(text.slice(to + 1, to + 24)))) return false;
  // 建设园区（市商务局）: an office of the place, and not a phase or a part of what is built
  if (/^[省市州县区]\p{Script=Han}{2,12}(?:局|委|厅|办|办公室|委员会|政府)$/u.test(inside.trim()))
    return true;
  const before = fold(text.slice(Math.max(0, open - 3), open)).trimEnd();
  const apart =
    before === "" ||
    /[。！？；\n）]$/.test(fold(text.slice(Math.max(0, open - 3), open)).replace(/ +$/, ""));
  return (apart || inside.includes("、")) && areBodies(inside);
}
