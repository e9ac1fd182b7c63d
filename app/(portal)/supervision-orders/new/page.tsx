import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DirectiveItems } from "@/components/directives/directive-list";
import { IssueForm } from "@/components/directives/issue-form";
import { Standing } from "@/components/directives/standing";
import { cityText } from "@/components/status/city";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getBoard } from "@/lib/dashboards/queries";
import { quoted } from "@/lib/format";
import { ORDER_GRADE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { getOrderDesk } from "@/lib/supervision-orders/queries";
import { orderSide } from "@/lib/supervision-orders/schema";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { AskMembers } from "../../ask-members";
import { Frame } from "../../frame";
import { issueOrderAction } from "../actions";

export const metadata: Metadata = { title: "拟发督办单" };

export default async function NewOrderPage({ searchParams }: PageProps<"/supervision-orders/new">) {
  const actor = await requireActor();
  const asked = orderSide.safeParse(await searchParams);
  if (!asked.success) notFound();
  const now = today();
  const desk = await answer(getOrderDesk(actor, asked.data, now));
  const { cities } = await answer(getBoard(actor, now));
  const { point, side, suggestion, earlier } = desk;
  return (
    <Frame current="orders">
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.orders()} className="hover:underline">
          督办单台账
        </Link>{" "}
        / 拟发督办单
      </nav>
      <h1 className="mb-4 font-bold text-xl">
        <span className="text-seal">督办单</span>：
        <Link href={paths.point(point.number)} className="hover:underline">
          第 {point.number} 项{quoted(point.title)}
        </Link>{" "}
        <span className={cityText(cities, side.city.id)}>{side.city.shortName}侧</span>
      </h1>
      <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4">
        <Standing
          title="督办事由"
          note="随督办单留存，不再改变"
          things={[{ light: side.light, reason: desk.reason }]}
        >
          <p className="mt-1 text-ink-2 text-sm">
            {suggestion
              ? `规则建议：${ORDER_GRADE_NAMES[suggestion.grade]}督办。等级可以改，发出后不能改。`
              : `规则目前没有建议发督办单${desk.fault === null ? "；确有需要的，可以自行决定" : ""}。`}
          </p>
        </Standing>
        {earlier.length > 0 && (
          <Card title="本侧已发的督办单" note={`${earlier.length} 件`}>
            <DirectiveItems directives={earlier} cities={cities} asOf={undefined} named={false} />
          </Card>
        )}
        <Card title="要办的事">
          {desk.fault !== null ? (
            <Empty>{desk.fault}</Empty>
          ) : desk.units.length === 0 ? (
            <AskMembers points={[point.number]}>
              没有可以承办的单位：这一侧只有集合单位，成员还没有明确。管理员在责任分工中明确以后，就能在这里发督办单。
            </AskMembers>
          ) : (
            <IssueForm
              action={issueOrderAction}
              noun="督办单"
              hidden={{ ...asked.data, seen: earlier.length }}
              rank={{ name: "grade", names: ORDER_GRADE_NAMES, offered: desk.grade }}
              text={desk.text}
              groups={[{ name: `${side.city.shortName}侧`, units: desk.units }]}
              today={now}
              dueOn={desk.dueOn}
            />
          )}
        </Card>
      </div>
    </Frame>
  );
}
