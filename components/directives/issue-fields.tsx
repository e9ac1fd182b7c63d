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
