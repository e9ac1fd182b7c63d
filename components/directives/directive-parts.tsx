import type { DirectedUnit, DirectiveView } from "@/lib/dashboards/directives";
import { chineseNumeral, dueDay, quoted } from "@/lib/format";
import { DIRECTED_STATE_NAMES, DIRECTIVE_LEVEL_NAMES, ORDER_GRADE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import type { DirectiveLevel, OrderGrade } from "@/prisma/generated/enums";
import { cityText } from "../status/city";
import { TagMark } from "../status/light";

/** 重要 and 紧急 stand out by weight, not by colour alone. */
export function LevelMark({ level }: { level: DirectiveLevel }) {
  const name = DIRECTIVE_LEVEL_NAMES[level];
  if (level === "NORMAL") return <TagMark>{name}</TagMark>;
  return (
    <strong className="inline-block whitespace-nowrap rounded border border-seal px-1.5 text-seal text-xs">
      {name}
    </strong>
  );
}

const GRADE_TONES: Record<OrderGrade, string> = {
  BLUE: "border-blue text-blue",
  YELLOW: "border-amber text-amber",
  RED: "border-red text-red",
};

/** 蓝色督办 …: the word first, the colour beside it. */
export function GradeMark({ grade }: { grade: OrderGrade }) {
  return (
    <strong
      className={`inline-block whitespace-nowrap rounded border px-1.5 text-xs ${GRADE_TONES[grade]}`}
    >
      {ORDER_GRADE_NAMES[grade]}督办
    </strong>
  );
}

/** How pressing it is: the grade of a 督办单, the level of a 批示. */
export function RankMark({ level, order }: Pick<DirectiveView, "level" | "order">) {
  return order ? <GradeMark grade={order.grade} /> : <LevelMark level={level} />;
}

export function directiveHref({ id, order }: Pick<DirectiveView, "id" | "order">, asOf?: string) {
  return order ? paths.order(id, { asOf }) : paths.directive(id, { asOf });
}

/** 第 15 项“…”, 第三章“…”, 临沂市教育局 */
export function targetName({ target }: Pick<DirectiveView, "target">): string {
  if (target.kind === "unit") return target.title;
  const number =
    target.kind === "point" ? `第 ${target.number} 项` : `第${chineseNumeral(target.number)}章`;
  return `${number}${quoted(target.title)}`;
}

export function targetHref({ target }: Pick<DirectiveView, "target">, asOf?: string): string {
  if (target.kind === "unit") return paths.unit(target.id, { asOf });
  return target.kind === "point"
    ? paths.point(target.number, { asOf })
    : paths.chapter(target.number, { asOf });
}

const TONES: Record<DirectedUnit["state"], string> = {
  AWAITED: "text-ink-2",
  REPLIED: "text-accent",
  ASKED_AGAIN: "text-amber",
  SETTLED: "text-blue",
  OVERDUE: "text-red",
};

/** How one addressed unit stands, with what it has left. */
export function UnitState({ unit, withdrawn }: { unit: DirectedUnit; withdrawn: boolean }) {
  if (withdrawn) return <span className="text-ink-2">已撤回</span>;
  const { state } = unit;
  return (
    <span className="whitespace-nowrap">
      <strong className={TONES[state]}>
        {state === "OVERDUE" ? leftText(unit) : DIRECTED_STATE_NAMES[state]}
      </strong>
      {(state === "AWAITED" || state === "ASKED_AGAIN") && (
        <span className="text-ink-2"> {leftText(unit)}</span>
      )}
    </span>
  );
}

/** 剩 3 天, 今天到期, 逾期 2 天 */
export function leftText({ daysLeft }: { daysLeft: number }): string {
  if (daysLeft === 0) return "今天到期";
  return daysLeft > 0 ? `剩 ${daysLeft} 天` : `逾期 ${-daysLeft} 天`;
}

/** Every addressed unit with its state, one a line. */
export function UnitStates({
  directive,
  cities,
}: {
  directive: DirectiveView;
  cities: { id: number }[];
}) {
  return (
    <ul className="grid max-w-md gap-0.5 text-sm">
      {directive.units.map((unit) => (
        <li key={unit.id} className="flex flex-wrap justify-between gap-x-3">
          <span className={cityText(cities, unit.cityId)}>{unit.name}</span>
          <UnitState unit={unit} withdrawn={directive.withdrawnOn !== null} />
        </li>
      ))}
    </ul>
  );
}

/** 领导 8月12日 */
export function issuedText({ issuedOn, issuedBy, asOf }: DirectiveView): string {
  return `${issuedBy} ${dueDay(issuedOn, asOf)}`;
}
