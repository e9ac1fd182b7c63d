import { yearMonth } from "@/lib/format";
import { Field } from "../ui/field";

/** From which month a new plan is reported on: nobody could report in those that were over before it came. */
export function ReportStart({
  months,
  first,
  error,
}: {
  /** the plan's months, each by its first day */
  months: string[];
  /** which is proposed */
  first: string;
  error?: string | undefined;
}) {
  if (months.length < 2) return null;
  return (
    <Field
      name="reportsFrom"
      label="从哪个月起报送"
      hint="以前的月份不要求报送，也不算逾期；首期截止前没有报送的不亮灯。"
      error={error}
    >
      {(control) => (
        <select {...control} defaultValue={first} className="control sm:max-w-56">
          {months.map((month) => (
            <option key={month} value={month}>
              {yearMonth(month)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
