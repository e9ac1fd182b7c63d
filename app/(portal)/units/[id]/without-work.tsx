import { ButtonLink } from "@/components/ui/button";
import { getTenure } from "@/lib/assignments/tenure";
import { addDays, type IsoDate } from "@/lib/dates";
import { dueDay } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { Actor } from "@/lib/policy";
import { answer } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { NotYet } from "../../not-yet";

/** The page of a unit on a day on which it held no assignment: when it did, and the way there. */
export async function WithoutWork({
  actor,
  id,
  asOf,
}: {
  actor: Actor;
  id: number;
  asOf: IsoDate;
}) {
  const { name, from, until } = await answer(getTenure(actor, id));
  const on = (day: IsoDate) => paths.unit(id, { asOf: day === today() ? undefined : day });
  if (from > asOf) {
    return (
      <NotYet
        {...{ current: "units", asOf, path: paths.unit(id), since: from, back: on(from) }}
        what="这家单位的要点"
      >
        {name}从{dueDay(from, today())}起承担要点。
      </NotYet>
    );
  }
  const last = until === null ? today() : addDays(until, -1);
  return (
    <Frame current="units" asOf={asOf} path={paths.unit(id)}>
      <h1 className="mb-2 font-bold text-xl">
        {dueDay(asOf, today())}，{name}没有承担要点
      </h1>
      {last !== asOf && (
        <>
          <p className="mb-4">
            {until === null
              ? "它现在承担要点。"
              : `它承担要点到${dueDay(last, today())}为止，那时的情况仍可查看。`}
          </p>
          <ButtonLink href={on(last)} look="primary">
            看 {dueDay(last, today())}的情况
          </ButtonLink>
        </>
      )}
    </Frame>
  );
}
