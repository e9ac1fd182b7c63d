import type { IsoDate } from "@/lib/dates";
import { monthsText } from "@/lib/format";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";

/** A due date beyond the last period: nobody is asked in the months between, unless they are added. */
export function NotAsked({
  missing,
  mayAdd,
  waits = false,
}: {
  /** see monthsNotAsked() */
  missing: IsoDate[];
  mayAdd: boolean;
  /** the due date is asked for and not approved yet */
  waits?: boolean;
}) {
  if (missing.length === 0) return null;
  return (
    <p className="mt-1 rounded-lg border border-edge bg-mark px-3 py-1.5 text-sm">
      {waits ? "批准后的" : ""}时限晚于最后一个填报期，{monthsText(missing)}
      没有填报期，不会请单位填报；
      {mayAdd ? (
        <>
          请在
          <Link href={`${paths.year()}#periods`} className="text-accent underline">
            年度设置
          </Link>
          增加。
        </>
      ) : (
        "由管理员在“年度设置”增加。"
      )}
    </p>
  );
}
