import { ClosureForm } from "@/components/points/closure-form";
import type { Point } from "@/lib/dashboards/board";
import { type Actor, may } from "@/lib/policy";
import { confirmClosureAction, reopenClosureAction } from "./actions";

/** 销号 and 重新办理 of each side, for the reviewer whose city it is; nothing for anybody else. */
export function Closures({
  actor,
  point,
  editable,
}: {
  actor: Actor;
  point: Point;
  editable: boolean;
}) {
  const sides = point.sides.filter((side) =>
    may(actor, "closure.confirm", { cityId: side.city.id }),
  );
  if (!editable || sides.length === 0) return null;
  return (
    <div className="screen-only mt-3 grid gap-2 border-line border-t pt-3">
      {sides.map((side) => (
        <details key={side.city.id}>
          <summary>
            {side.city.shortName}：{side.closureId === null ? "核验销号" : "重新办理"}
          </summary>
          {side.closureId === null ? (
            <ClosureForm
              action={confirmClosureAction}
              hidden={{ pointId: point.id, cityId: side.city.id }}
              name="outcome"
              label="办结结果"
              submit={`确认${side.city.shortName}侧销号`}
            />
          ) : (
            <ClosureForm
              action={reopenClosureAction}
              hidden={{ closureId: side.closureId }}
              name="reason"
              label="重新办理原因"
              submit={`${side.city.shortName}侧重新办理`}
            />
          )}
        </details>
      ))}
    </div>
  );
}
