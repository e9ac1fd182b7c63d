import type { IsoDate } from "@/lib/dates";

/** Says on every page that what it shows is made up. `date`: where business time stands, null on the real clock. */
export function DemonstrationBanner({
  date,
  ahead,
}: {
  date: IsoDate | null;
  /** the day shown, where it has not come yet */
  ahead?: IsoDate | undefined;
}) {
  return (
    <p className="border-line border-b bg-mark px-4 py-1 text-center text-sm">
      <strong>演示数据</strong>：{date ? `业务日期停在 ${date}` : "业务日期为当天"}
      <span className="max-sm:hidden">，进展均为演示编制，不代表实际情况</span>
      {ahead && <strong>；所选的 {ahead} 还没有到，显示的是预先编制的数据，不是预测</strong>}
    </p>
  );
}
