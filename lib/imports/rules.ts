import { isIsoDate } from "../dates";
import { type Actor, reaches } from "../policy";
import { citiesKey } from "../units/rules";
import type { ImportContent, ImportTarget } from "./content";
import type { UnitMatch } from "./unit-matches";

/** Something only a person can say; an import with one is not published. `place` is where it is answered. */
export type Question = {
  place: "head" | "cities" | "units" | "warnings" | "points" | "target";
  /** the field or point to blame */
  at?: string;
  message: string;
};

/** A plan that is there, as far as a notice may be meant for it. */
export type PlanAtHand = {
  id: number;
  year: number;
  title: string;
  documentNumber: string;
  cityNames: string[];
};

/** The plans at hand within an actor's reach, and whether the 发文字号 is that of one beyond it: all that is told of such a plan. */
export function plansWithin(
  actor: Pick<Actor, "planIds">,
  plans: readonly PlanAtHand[],
  documentNumber: string,
): { within: PlanAtHand[]; foreign: boolean } {
  const within = plans.filter(({ id }) => reaches(actor, id));
  const foreign = plans.some(
    (plan) => plan.documentNumber === documentNumber && !within.includes(plan),
  );
  return { within, foreign };
}

export const FOREIGN =
  "这份通知已是其他城市的要点，不在您的职责范围内，请由负责的管理员更新；字号读错了的，请改正。";

/**
 * Where an import goes. The same 发文字号 is the same notice; a plan of the same year and cities has to
 * be asked about, as it may be a new version or another notice; everything else is a new plan.
 */
export function targetOf(
  content: Pick<ImportContent, "documentNumber" | "year" | "cities" | "target">,
  plans: readonly PlanAtHand[],
): { target: ImportTarget; candidates: PlanAtHand[]; sure: boolean } {
  const same = plans.find((plan) => plan.documentNumber === content.documentNumber);
  if (same) return { target: same.id, candidates: [same], sure: true };
  const cities = citiesKey(content.cities.map(({ name }) => name));
  const candidates = plans.filter(
    (plan) => plan.year === content.year && citiesKey(plan.cityNames) === cities,
  );
  if (candidates.length === 0) return { target: "NEW", candidates, sure: true };
  const chosen =
    content.target === "NEW" || candidates.some(({ id }) => id === content.target)
      ? content.target
      : "ASK";
  return { target: chosen, candidates, sure: false };
}

/** Everything that is still open, in the order of the page. */
export function openQuestions(
  content: ImportContent,
  matches: readonly UnitMatch[],
  plans: readonly PlanAtHand[],
  foreign = false,
): Question[] {
  const questions: Question[] = [];
  const ask = (is: boolean, place: Question["place"], message: string, at?: string) => {
    if (is) questions.push({ place, message, ...(at === undefined ? {} : { at }) });
  };
  const { issuedOn, dueOn, year } = content;
  ask(content.title.trim() === "", "head", "没有读到标题，请填写。", "title");
  ask(content.documentNumber.trim() === "", "head", "没有读到发文字号，请填写。", "documentNumber");
  ask(foreign, "head", FOREIGN, "documentNumber");
  ask(!isIsoDate(issuedOn), "head", "没有读到成文日期，请填写。", "issuedOn");
  ask(year < 2000 || year > 2099, "head", "没有读到年度，请填写四位数的年份。", "year");
  ask(!isIsoDate(dueOn), "head", "请填写全年的办理时限。", "dueOn");
  const dated = isIsoDate(issuedOn) && isIsoDate(dueOn);
  ask(dated && issuedOn >= dueOn, "head", "办理时限应晚于成文日期，请核对两个日期。", "dueOn");
  ask(content.cities.length === 0, "cities", "没有读到是哪几个城市的通知，请选择或填写。");
  ask(
    targetOf(content, plans).target === "ASK",
    "target",
    "这一年度已有要点，请说明是更新还是另一份。",
  );
  const points = content.chapters.flatMap((chapter) => chapter.points);
  ask(points.length === 0, "points", "没有读到带序号的要点，请检查文件是否完整。");
  for (const point of points) {
    const twice = points.find((other) => other !== point && other.number === point.number);
    const first = points.indexOf(point) < points.indexOf(twice ?? point);
    ask(first, "points", `有两项都是第 ${point.number} 项，请改其中一项的序号。`, point.key);
    const due = point.dueOn;
    ask(
      due !== null && isIsoDate(issuedOn) && due < issuedOn,
      "points",
      `第 ${point.number} 项的办理时限早于成文日期，请核对。`,
      point.key,
    );
  }
  for (const chapter of content.chapters) {
    const twice = content.chapters.find(
      (other) => other !== chapter && other.number === chapter.number,
    );
    const first = content.chapters.indexOf(chapter) < content.chapters.indexOf(twice ?? chapter);
    const message = `有两章都是第 ${chapter.number} 章，请改其中一章的序号。`;
    ask(first, "points", message, chapter.key);
  }
  const asked = matches.filter(({ state }) => state === "NEW" || state === "ASKED").length;
  ask(asked > 0, "units", `名录里没有的单位还有 ${asked} 个没有说明是新单位还是已有的单位。`);
  const open = content.warnings.filter(({ settled }) => !settled).length;
  ask(open > 0, "warnings", `还有 ${open} 处读不准的地方没有核对。`);
  return questions;
}
