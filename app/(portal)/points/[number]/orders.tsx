import { DirectiveItems } from "@/components/directives/directive-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Point } from "@/lib/dashboards/board";
import type { OrderView } from "@/lib/dashboards/orders";
import { paths } from "@/lib/paths";
import { type Actor, may } from "@/lib/policy";

/** 督办单 of a point, and the way to one more on a side that is not green, for whoever may issue it. */
export function PointOrders({
  actor,
  point,
  orders,
  cities,
  asOf,
}: {
  actor: Actor;
  point: Pick<Point, "number" | "sides">;
  orders: OrderView[];
  cities: { id: number }[];
  asOf: string | undefined;
}) {
  const behind = point.sides.filter(
    ({ city, light }) =>
      asOf === undefined &&
      (light === "SEVERE" || light === "LAGGING" || light === "UNREPORTED") &&
      may(actor, "order.issue", { cityId: city.id }),
  );
  if (orders.length === 0 && behind.length === 0) return null;
  return (
    <Card title={<span className="text-seal">督办单</span>} note={`${orders.length} 件`}>
      {orders.length > 0 && (
        <DirectiveItems directives={orders} cities={cities} asOf={asOf} named={false} />
      )}
      {behind.length > 0 && (
        <p className="screen-only mt-2 flex flex-wrap gap-2">
          {behind.map(({ city, units }) => (
            <ButtonLink key={city.id} href={paths.newOrder({ point: point.number, city: city.id })}>
              拟发督办单（{city.shortName}侧
              {units.every(({ group }) => group !== "NONE") && "，成员待明确"}）
            </ButtonLink>
          ))}
        </p>
      )}
    </Card>
  );
}
