"use client";
import { useActionState } from "react";
import type { DirectoryRow } from "@/lib/directory/queries";
import { type FormState, IDLE } from "@/lib/form-state";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import { Link } from "../ui/link";
import { StackedCell, StackedRow, StackedTable } from "../ui/stacked-table";
import { SubmitButton } from "../ui/submit-button";

type Run = (state: FormState, form: FormData) => Promise<FormState>;

/** The units of one city in official order, each with its place to change and to move. */
export function DirectoryTable({
  caption,
  units,
  names,
  chosen,
  hrefs,
  move,
}: {
  caption: string;
  units: DirectoryRow[];
  /** of every unit, for the counterparts */
  names: Record<number, string>;
  chosen: number | undefined;
  /** where a unit is changed, by its id */
  hrefs: Record<number, string>;
  /** null where somebody else answers for these units */
  move: Run | null;
}) {
  return (
    <StackedTable
      caption={caption}
      names={["单位", "简称与别名", "对口单位", "要点", ...(move ? ["顺序"] : [])]}
    >
      {units.map((unit, place) => (
        <StackedRow
          key={unit.id}
          className={`max-sm:gap-0.5 sm:[&>*]:py-2 ${unit.id === chosen ? "bg-chosen" : ""}`}
          head={
            <>
              <Link
                href={hrefs[unit.id] ?? ""}
                aria-current={unit.id === chosen ? "true" : undefined}
                className="font-semibold hover:underline"
              >
                {unit.name}
              </Link>
              <span className="block text-ink-2 text-xs">
                {UNIT_KIND_NAMES[unit.kind]}
                {unit.formerNames[0] && `　曾用名：${unit.formerNames[0].name}`}
              </span>
            </>
          }
        >
          <StackedCell className="text-sm">
            {unit.shortName}
            {unit.aliases.length > 0 && (
              <span className="text-ink-2">（{unit.aliases.join("、")}）</span>
            )}
          </StackedCell>
          <StackedCell className="text-sm">
            {unit.counterpartId === null ? (
              <span className="text-ink-2">—</span>
            ) : (
              names[unit.counterpartId]
            )}
          </StackedCell>
          <StackedCell className="text-sm sm:text-right">
            {unit.ofPlan}
            <span className="sm:sr-only"> 项要点</span>
          </StackedCell>
          {move && (
            <StackedCell>
              <MoveForm
                unit={unit}
                move={move}
                first={place === 0}
                last={place === units.length - 1}
              />
            </StackedCell>
          )}
        </StackedRow>
      ))}
    </StackedTable>
  );
}

function MoveForm({
  unit,
  move,
  first,
  last,
}: {
  unit: DirectoryRow;
  move: Run;
  first: boolean;
  last: boolean;
}) {
  const [state, run] = useActionState(move, IDLE);
  return (
    <form action={run} className="flex items-center gap-1">
      <input type="hidden" name="unitId" value={unit.id} />
      <SubmitButton
        name="direction"
        value="UP"
        look="quiet"
        className="min-h-8 px-2 text-sm"
        disabled={first}
      >
        上移<span className="sr-only">{unit.name}</span>
      </SubmitButton>
      <SubmitButton
        name="direction"
        value="DOWN"
        look="quiet"
        className="min-h-8 px-2 text-sm"
        disabled={last}
      >
        下移<span className="sr-only">{unit.name}</span>
      </SubmitButton>
      {state.status === "failed" && (
        <span role="alert" className="text-red text-sm">
          {state.message}
        </span>
      )}
    </form>
  );
}
