"use client";
import { useHydrated } from "../ui/use-hydrated";

export type UnitGroup = {
  name: string;
  units: { id: number; name: string; chosen?: boolean }[];
};

/** The ids that are ticked: before the first try those that are offered, afterwards what was sent. */
export function chosenUnits(
  groups: UnitGroup[],
  typed: Record<string, string> | undefined,
): Set<string> {
  if (typed) return new Set(typed.unitIds?.split("\n"));
  const offered = groups.flatMap(({ units }) => units.filter(({ chosen = true }) => chosen));
  return new Set(offered.map(({ id }) => String(id)));
}

/** 承办单位, in groups of their city where there are several. */
export function UnitBoxes({
  groups,
  typed,
  error,
}: {
  groups: UnitGroup[];
  /** what was sent before, one id a line */
  typed: Record<string, string> | undefined;
  error: string | undefined;
}) {
  const scripted = useHydrated();
  const chosen = chosenUnits(groups, typed);
  return (
    <fieldset id="unitIds">
      <legend className="mb-1.5 font-semibold">承办单位</legend>
      {error && <p className="text-red text-sm">{error}</p>}
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {groups.map((group) => (
          <div key={group.name}>
            <p className="flex min-h-9 flex-wrap items-center gap-x-3 text-ink-2 text-sm">
              {group.name}
              {scripted && group.units.length > 1 && (
                <>
                  <Choose all name={group.name} />
                  <Choose all={false} name={group.name} />
                </>
              )}
            </p>
            {group.units.map((unit) => (
              <label key={unit.id} className="flex min-h-9 items-center gap-2">
                <input
                  key={String(chosen.has(String(unit.id)))}
                  type="checkbox"
                  name="unitIds"
                  value={unit.id}
                  defaultChecked={chosen.has(String(unit.id))}
                />
                {unit.name}
              </label>
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** Ticks all boxes of a city, or none of them. */
function Choose({ all, name }: { all: boolean; name: string }) {
  return (
    <button
      type="button"
      className="screen-only text-accent hover:underline"
      onClick={({ currentTarget }) => {
        const group = currentTarget.closest("p")?.parentElement;
        const boxes = group?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [];
        for (const box of boxes) if (box.checked !== all) box.click();
      }}
    >
      {all ? "全选" : "全不选"}
      <span className="sr-only">{name}</span>
    </button>
  );
}
