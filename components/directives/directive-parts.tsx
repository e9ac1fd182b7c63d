import type { DirectedUnit, DirectiveView } from "@/lib/dashboards/directives";
import { dueDay } from "@/lib/format";
import { DIRECTIVE_LEVEL_NAMES, ORDER_GRADE_NAMES } from "@/lib/glossary";
import { directedText } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import type { DirectiveLevel, OrderGrade } from "@/prisma/generated/enums";
import { cityText } from "../status/city";
import { TagMark } from "../status/light";
import { Link } from "../ui/link";

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
  const { word, left } = directedText(unit, withdrawn);
  if (withdrawn) return <span className="text-ink-2">{word}</span>;
  return (
    <span className="whitespace-nowrap">
      <strong className={TONES[unit.state]}>{word}</strong>
      {left && <span className="text-ink-2"> {left}</span>}
    </span>
  );
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

/** As many characters as four lines of a list hold on the usual screen. */
const FOUR_LINES = 120;

/** What is asked, of a long one the first lines: the whole stands on its page, on paper and in the file. */
export function DirectiveText({
  directive,
  asOf,
}: {
  directive: DirectiveView;
  asOf: string | undefined;
}) {
  const { order, text } = directive;
  const href = directiveHref(directive, asOf);
  const long = [...text].length > FOUR_LINES;
  return (
    <>
      <Link
        href={href}
        className={`break-words font-semibold hover:underline ${long ? "line-clamp-4 print:line-clamp-none" : ""}`}
      >
        {order && `${order.name} `}
        {text}
      </Link>
      {long && (
        <Link href={href} className="screen-only block text-accent text-sm hover:underline">
          展开全文（{[...text].length} 字）
        </Link>
      )}
    </>
  );
}
