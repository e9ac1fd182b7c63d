import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StepForm } from "@/components/time/step-form";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { listActionItems } from "@/lib/action-items/queries";
import { actionItemFilter } from "@/lib/action-items/schema";
import { getPointDashboard } from "@/lib/dashboards/queries";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { given } from "@/lib/web/given";
import { Frame } from "../frame";
import { addActionItemAction } from "./actions";
import { Item, itemFields } from "./item";

export const metadata: Metadata = { title: "举措" };

export default async function ActionItemsPage({ searchParams }: PageProps<"/action-items">) {
  const actor = await requireActor();
  if (!may(actor, "action-item.set")) notFound();
  const asked = actionItemFilter.safeParse(given(await searchParams));
  if (!asked.success) notFound();
  const { point } = await answer(getPointDashboard(actor, asked.data.point, today()));
  const items = await answer(listActionItems(actor, point.id, today()));
  const units = point.units
    .filter(({ group }) => group === "NONE")
    .map(({ unit }) => ({ id: unit.id, name: unit.name }));
  const standing = items.filter(({ retired }) => !retired).length;
  return (
    <Frame current={`chapter-${point.chapterNumber}`}>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.point(point.number)} className="hover:underline">
          第 {point.number} 项
        </Link>{" "}
        / 举措
      </nav>
      <h1 className="font-bold text-xl">{point.title}</h1>
      <p className="mb-4 text-ink-2 text-sm">
        改写、时限、落实单位和停用从今天起生效，以前的日期照旧；已勾选完成的仍算完成。
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Card title="举措" note={`${standing} 条在办`}>
          <ol className="divide-y divide-line border-line border-t">
            {items.map((item) => (
              <Item
                key={`${item.id} ${item.changes.length}`}
                item={item}
                units={units}
                today={today()}
              />
            ))}
          </ol>
        </Card>
        <Card title="补充一条">
          <StepForm
            key={items.length}
            action={addActionItemAction}
            hidden={{ pointId: point.id }}
            fields={itemFields(units)}
            submit="补充"
          />
        </Card>
      </div>
    </Frame>
  );
}
