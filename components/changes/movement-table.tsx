import type { Changes, Movement } from "@/lib/dashboards/changes";
import { chineseNumeral, dueDay, monthDay, percent, signed } from "@/lib/format";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";

/** The percent of plan and chapters on both days. */
export function MovementTable({
  changes: { from, to, plan, chapters },
  asOf,
}: {
  changes: Changes;
  asOf: string | undefined;
}) {
  return (
    <table className="w-full text-right">
      <caption className="sr-only">总体和各章进度的变化</caption>
      <thead>
        <tr className="border-line border-b text-ink-2 text-sm">
          <th scope="col" className="py-1.5 text-left font-normal">
            章
          </th>
          <th scope="col" className="whitespace-nowrap pl-2 font-normal">
            {dueDay(from, to)}
          </th>
          <th scope="col" className="whitespace-nowrap pl-2 font-normal">
            {monthDay(to)}
          </th>
          <th scope="col" className="whitespace-nowrap pl-2 font-normal">
            变化
          </th>
        </tr>
      </thead>
      <tbody>
        {chapters.map((chapter) => (
          <tr key={chapter.number} className="border-line border-b">
            <th scope="row" className="py-1.5 text-left font-normal">
              <Link href={paths.chapter(chapter.number, { asOf })} className="hover:underline">
                <span className="mr-2 font-song text-ink-2">{chineseNumeral(chapter.number)}</span>
                {chapter.title}
              </Link>
            </th>
            <Figures movement={chapter} />
          </tr>
        ))}
        <tr className="font-semibold">
          <th scope="row" className="py-1.5 text-left">
            总体
          </th>
          <Figures movement={plan} />
        </tr>
      </tbody>
    </table>
  );
}

function Figures({ movement: { before, after } }: { movement: Movement }) {
  const moved = Math.round(after) - Math.round(before);
  return (
    <>
      <td>{percent(before)}</td>
      <td>{percent(after)}</td>
      <td className={moved === 0 ? "text-ink-2" : "font-semibold"}>{signed(moved)}</td>
    </>
  );
}
