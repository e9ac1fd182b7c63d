import { Field } from "../ui/field";

/** How pressing it is: the levels of a 批示, the grades of a 督办单. */
export function RankField({
  name,
  names,
  typed,
  offered,
  error,
}: {
  name: "level" | "grade";
  names: Record<string, string>;
  typed: string | undefined;
  offered: string;
  error: string | undefined;
}) {
  return (
    <fieldset id={name}>
      <legend className="mb-1.5 font-semibold">等级</legend>
      <div className="flex flex-wrap gap-x-5">
        {Object.entries(names).map(([value, word]) => (
          <label key={value} className="flex min-h-9 items-center gap-2">
            <input
              key={typed}
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === (typed ?? offered)}
            />
            {word}
          </label>
        ))}
      </div>
      {error && <p className="text-red text-sm">{error}</p>}
    </fieldset>
  );
}

/** 答复时限 */
export function DayField({
  typed,
  offered,
  today,
  error,
}: {
  typed: string | undefined;
  offered: string;
  today: string;
  error: string | undefined;
}) {
  return (
    <Field name="dueOn" label="答复时限" error={error}>
      {(control) => (
        <input
          {...control}
          key={typed}
          type="date"
          min={today}
          className="control"
          defaultValue={typed ?? offered}
        />
      )}
    </Field>
  );
}

/** 承办单位, in groups of their city where there are several. */
export function UnitBoxes({
  groups,
  typed,
  error,
}: {
  groups: { name: string; units: { id: number; name: string; chosen?: boolean }[] }[];
  /** what was sent before, one id a line */
  typed: Record<string, string> | undefined;
  error: string | undefined;
}) {
  // Before the first try those that are offered; afterwards what was chosen.
  const chosen = typed && new Set(typed.unitIds?.split("\n"));
  return (
    <fieldset id="unitIds">
      <legend className="mb-1.5 font-semibold">承办单位</legend>
      {error && <p className="text-red text-sm">{error}</p>}
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {groups.map((group) => (
          <div key={group.name}>
            <p className="text-ink-2 text-sm">{group.name}</p>
            {group.units.map((unit) => (
              <label key={unit.id} className="flex min-h-9 items-center gap-2">
                <input
                  key={String(chosen?.has(String(unit.id)))}
                  type="checkbox"
                  name="unitIds"
                  value={unit.id}
                  defaultChecked={chosen?.has(String(unit.id)) ?? unit.chosen ?? true}
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
