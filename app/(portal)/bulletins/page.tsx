import type { Metadata } from "next";
import { BulletinTable } from "@/components/bulletins/bulletin-table";
import { CreateBulletinForm } from "@/components/bulletins/create-bulletin-form";
import { Card, Empty } from "@/components/ui/card";
import { listBulletins } from "@/lib/bulletins/queries";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { createBulletinAction } from "./actions";

export const metadata: Metadata = { title: "月报" };

export default async function BulletinsPage() {
  const actor = await requireActor();
  const bulletins = await answer(listBulletins(actor));
  const issued = bulletins.filter(({ issue }) => issue !== null);
  const drafts = bulletins.filter(({ issue }) => issue === null);
  return (
    <Frame current="bulletins">
      <h1 className="font-bold text-xl">月报</h1>
      <p className="mb-4 text-ink-2 text-sm">
        由看板生成初稿，审核员或管理员改定后印发，领导在这里查看和下载。印发的文件按原样保存，不能再改，可凭校验值核对。
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Card title="草稿" note={`${drafts.length} 份`}>
            {drafts.length === 0 ? (
              <Empty>没有草稿。</Empty>
            ) : (
              <BulletinTable bulletins={drafts} caption="月报、通报草稿" />
            )}
          </Card>
          <Card title="已印发" note={`${issued.length} 份`}>
            {issued.length === 0 ? (
              <Empty>还没有印发过月报或通报。</Empty>
            ) : (
              <BulletinTable bulletins={issued} caption="已印发的月报、通报" />
            )}
          </Card>
        </div>
        {may(actor, "bulletin.write") && (
          <Card title="起草" className="screen-only">
            <CreateBulletinForm action={createBulletinAction} today={today()} />
          </Card>
        )}
      </div>
    </Frame>
  );
}
