import { isDeadline } from "./deadlines";
import { areBodies } from "./names";
import { verbAtEnd } from "./roles";

const DEADLINE_AT_END =
  /[，。；](?:(?:力争|确保|并|原则上)*于?(?=[^，。；]*[\d年月季底末半])[^，。；\n]{1,16}(?:前|底|内|末|半年|季度)(?:全面|基本|全部)?(?:完成|落实|到位|建成|投用|启动|见效|取得[^，。；]{0,6})?|长期坚持|长期推进|持续推进|持续开展|常年坚持|全年推进|全年)$/u;

/** 甲局牵头，6月底前完成: what says when is not what says who. */
export function withoutDeadline(text: string): string {
  const rest = text.replace(DEADLINE_AT_END, "");
  const last = Math.max(...[..."，；。、"].map((stop) => rest.lastIndexOf(stop)));
  return last >= 0 && isDeadline(rest.slice(last + 1)) ? rest.slice(0, last) : rest;
}

/** 甲局牵头，乙局、丙局: nothing but names, with what they do or without. */
function namesBodies(segment: string): boolean {
  const verb = verbAtEnd(segment);
  return areBodies(segment.slice(0, segment.length - (verb?.length ?? 0)).replace(/^\s*由/, ""));
}

function namesWithVerb(segment: string): boolean {
  const verb = verbAtEnd(segment);
  const list = segment.slice(0, segment.length - (verb?.length ?? 0)).trim();
  return verb !== null && (list === "" || areBodies(list, true));
}

/** 甲局牵头，乙局、丙局配合: lists of units, each with what it does. */
export function saysWho(words: string): boolean {
  const text = words.replace(/[。；\s]+$/, "");
  const told = text.split(/[，；。]/);
  if (told.length > 1 && verbAtEnd(told[0] ?? "")?.role === "LEAD" && told.every(namesBodies))
    return true;
  if (text.length > 600 || (!verbAtEnd(text) && !/[，；。](?:以下|不再|下同|各?地)/.test(text)))
    return false;
  const [first = "", ...rest] = text.split(/[，；。]/);
  const verb = verbAtEnd(first);
  const list = first.slice(0, first.length - (verb?.length ?? 0)).replace(/^\s*由/, "");
  // 切实强化组织领导，加强协同配合: what is done, and by nobody
  if (!verb && !rest.some(namesWithVerb)) return false;
  return list.trim() !== "" && areBodies(list, true);
}
