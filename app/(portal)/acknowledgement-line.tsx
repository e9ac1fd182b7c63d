import { Link } from "@/components/ui/link";
import { listAssignedTerms } from "@/lib/acknowledgements/queries";
import { paths } from "@/lib/paths";
import { type Actor, mayEver } from "@/lib/policy";
import { answer } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";

/** What is not acknowledged yet of one unit, of one's own, or of all one oversees; nothing for whom it does not concern. */
export async function AcknowledgementLine({
  actor,
  unit,
  all = false,
}: {
  actor: Actor;
  unit?: number;
  all?: boolean;
}) {
  const sees = mayEver(actor, "assignment.acknowledge") || mayEver(actor, "acknowledgement.read");
  if (!sees || !actor.plan) return null;
  const terms = (await answer(listAssignedTerms(actor, today()))).filter((term) =>
    unit === undefined ? all || term.mine : term.unit.id === unit,
  );
  const late = terms.filter(({ state }) => state === "LATE").length;
  const awaited = terms.filter(({ state }) => state === "AWAITED").length;
  const objected = all ? terms.filter(({ state }) => state === "OBJECTED").length : 0;
  if (late + awaited + objected === 0) return null;
  return (
    <p className="screen-only mb-4 rounded-lg bg-sunken px-4 py-2">
      有 {late + awaited} 项分工还没有签收
      {late > 0 && <strong className="text-red">，其中 {late} 项已超过三个工作日</strong>}
      {objected > 0 && `；${objected} 条异议待答复`}。
      <Link href={paths.acknowledgements({ unit })} className="ml-2 text-accent underline">
        去签收页
      </Link>
    </p>
  );
}
