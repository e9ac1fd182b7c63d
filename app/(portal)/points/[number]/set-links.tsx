import { Link } from "@/components/ui/link";
import type { Point } from "@/lib/dashboards/board";
import { paths } from "@/lib/paths";
import { type Actor, may } from "@/lib/policy";

/** Where an administrator sets what a point promises. */
export function SetLinks({
  actor,
  point,
  editable,
}: {
  actor: Actor;
  point: Point;
  editable: boolean;
}) {
  const places = [
    { action: "indicator.set", name: "设置指标", href: paths.indicators({ point: point.number }) },
    { action: "action-item.set", name: "设置举措", href: paths.actionItems(point.number) },
  ] as const;
  return places
    .filter(({ action }) => editable && may(actor, action))
    .map(({ name, href }) => (
      <Link key={name} href={href} className="ml-4 text-accent hover:underline">
        {name}
      </Link>
    ));
}
