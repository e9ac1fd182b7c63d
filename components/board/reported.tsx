import { Link } from "@/components/ui/link";
import { paths } from "@/lib/paths";

/** 已报 / 应报 of the period on the day, each opening its rows: of one unit, or of one chapter. */
export function Reported({
  of,
  reported,
  due,
  asOf,
}: {
  of: { unit: number } | { chapter: number };
  reported: number;
  due: number;
  asOf: string | undefined;
}) {
  return (
    <>
      {" "}
      · 本期
      <Link href={paths.reporting({ ...of, state: "REPORTED", asOf })} className="hover:underline">
        已报 {reported}
      </Link>{" "}
      /{" "}
      <Link href={paths.reporting({ ...of, asOf })} className="hover:underline">
        应报 {due}
      </Link>
    </>
  );
}
