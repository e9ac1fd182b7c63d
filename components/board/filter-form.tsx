import { Button } from "../ui/button";

export type FilterChoice = {
  name: string;
  label: string;
  value: string | number | undefined;
  options: { value: string | number; label: string }[];
};

/** The filters of a list as a plain form: what is chosen goes into the URL, with or without JavaScript. */
export function FilterForm({
  path,
  choices,
  kept = {},
  submit = "筛选",
}: {
  path: string;
  choices: FilterChoice[];
  /** what else the URL holds */
  kept?: Record<string, string | number | undefined>;
  submit?: string;
}) {
  return (
    <form
      action={path}
      method="get"
      aria-label="筛选"
      className="screen-only flex flex-wrap items-end gap-x-3 gap-y-2 max-sm:grid max-sm:grid-cols-2"
    >
      {Object.entries(kept).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {choices.map(({ name, label, value, options }) => (
        <label key={name} className="grid min-w-0 gap-0.5 text-ink-2 text-sm">
          {label}
          <select
            name={name}
            defaultValue={value ?? ""}
            className="control max-w-44 py-1.5 text-base max-sm:max-w-full"
          >
            <option value="">全部</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
      <Button type="submit">{submit}</Button>
    </form>
  );
}
