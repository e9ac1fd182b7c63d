import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { OwnViews } from "@/components/views/own-views";
import { ViewButton } from "@/components/views/view-buttons";
import { ViewForm } from "@/components/views/view-form";
import { getBoard } from "@/lib/dashboards/queries";
import { paths } from "@/lib/paths";
import { type Actor, may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { listBuiltInViews } from "@/lib/views/built-in";
import { listViews } from "@/lib/views/queries";
import { MOST_VIEWS, mayOpen, viewPath } from "@/lib/views/rules";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import {
  changeViewAction,
  moveViewAction,
  removeViewAction,
  restoreViewAction,
  saveViewAction,
} from "./actions";

export const metadata: Metadata = { title: "视图" };

const DONE: Record<string, string> = {
  saved: "已保存视图。",
  changed: "已修改视图。",
  restored: "已恢复视图。",
};

export default async function ViewsPage({ searchParams }: PageProps<"/views">) {
  const actor = await requireActor();
  if (!may(actor, "view.keep")) notFound();
  const { save, done, removed } = await searchParams;
  const now = today();
  const [builtIn, { own, shared }, cities] = await Promise.all([
    listBuiltInViews(actor, now),
    answer(listViews(actor)),
    actor.plan ? getBoard(actor, now).then((board) => board.cities) : [],
  ]);
  const path = typeof save === "string" ? viewPath(save) : null;
  const undo = rowId.safeParse(removed);
  const choices = sharingChoices(actor, cities);
  return (
    <Frame current="views">
      <h1 className="mb-4 font-bold text-xl">
        视图 <span className="font-normal text-ink-2 text-lg">存下来的筛选，点开就是那些内容</span>
      </h1>
      {typeof done === "string" && DONE[done] && <Notice>{DONE[done]}</Notice>}
      {undo.success && !own.some(({ id }) => id === undo.data) && (
        <div className="mb-4 flex items-center gap-2">
          <span role="status">已删除视图。</span>
          <ViewButton
            action={restoreViewAction}
            hidden={{ viewId: undo.data }}
            label="撤销删除"
            about=""
          />
        </div>
      )}
      {path !== null && mayOpen(actor, path) && (
        <Card title="保存当前视图" id="save-view" className="mb-4">
          <ViewForm
            action={saveViewAction}
            id="new"
            hidden={{ path }}
            name=""
            sharing="NOBODY"
            choices={choices}
            submit="保存视图"
          />
          <p className="mt-3 text-sm">
            <Link href={path} className="text-accent hover:underline">
              返回刚才的页面
            </Link>
          </p>
        </Card>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="常用" id="built-in">
          <ul>
            {builtIn.map(({ name, href, count }) => (
              <li key={name} className="border-line border-b last:border-0">
                <Link href={href} className="flex justify-between gap-3 py-2 hover:underline">
                  <span className="font-semibold">{name}</span>
                  <span>{count}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Card>
        <div className="grid gap-4">
          <Card title="我的" id="own" note={`${own.length} 个，最多 ${MOST_VIEWS} 个`}>
            {own.length === 0 ? (
              <Empty>在要点、批示、审核、问题、填报情况等列表上选好筛选，点“保存当前视图”。</Empty>
            ) : (
              <OwnViews
                views={own}
                choices={choices}
                actions={{
                  change: changeViewAction,
                  move: moveViewAction,
                  remove: removeViewAction,
                }}
              />
            )}
          </Card>
          {shared.length > 0 && (
            <Card title="他人共享的" id="shared">
              <ul>
                {shared.map((view) => (
                  <li key={view.id} className="border-line border-b py-2 last:border-0">
                    <Link href={view.path} className="font-semibold hover:underline">
                      {view.name}
                    </Link>
                    <span className="ml-2 text-ink-2 text-sm">{view.owner}</span>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
      </div>
      <p className="mt-4 text-ink-2 text-sm">
        “常用”里的数是今天的，点开就是这些条目。也可以在
        <Link href={paths.points()} className="text-accent underline">
          全部要点
        </Link>
        上选好筛选再保存。
      </p>
    </Frame>
  );
}

/** Whom the actor may share a view with; oneself always. */
function sharingChoices(actor: Actor, cities: { id: number; name: string }[]) {
  return [
    { value: "NOBODY", label: "只给自己" },
    ...cities
      .filter(({ id }) => may(actor, "view.share-city", { cityId: id }))
      .map(({ id, name }) => ({ value: `CITY-${id}`, label: `给${name}的人` })),
    ...(may(actor, "view.share-everybody") ? [{ value: "EVERYBODY", label: "给所有人" }] : []),
  ];
}
