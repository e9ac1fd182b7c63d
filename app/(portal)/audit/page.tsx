import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { AuditTable } from "@/components/audit/audit-table";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { listAuditEntries, verifyAuditChain } from "@/lib/audit/queries";
import { paths } from "@/lib/paths";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "审计日志" };

const PAGE = 50;

const parameters = z.object({
  /** the page holds the entries before this one */
  before: rowId.optional(),
  verify: z.literal("1").optional(),
});

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const actor = await requireActor();
  const asked = parameters.safeParse(await searchParams);
  if (!asked.success) notFound();
  const { before, verify } = asked.data;
  const [entries, chain] = await Promise.all([
    answer(listAuditEntries(actor, before ?? null, PAGE)),
    verify ? answer(verifyAuditChain(actor)) : null,
  ]);
  const last = entries.at(-1)?.sequence ?? 1;
  return (
    <Frame current="audit">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="font-bold text-xl">审计日志</h1>
          <p className="text-ink-2 text-sm">
            只增不改，每条记录带有前一条的校验值，改动或缺失都能查出。
          </p>
        </div>
        <ButtonLink href={paths.audit({ before, verify: 1 })} look="primary">
          校验链条
        </ButtonLink>
      </div>
      {chain && <ChainResult chain={chain} />}
      <Card
        title={before === undefined ? "最新记录" : `第 ${before} 条以前`}
        note={entries.length > 0 && `第 ${last} 至 ${entries[0]?.sequence} 条，时间均为北京时间`}
      >
        {entries.length === 0 ? <Empty>没有更早的记录。</Empty> : <AuditTable entries={entries} />}
        <nav aria-label="翻页" className="screen-only mt-4 flex justify-between gap-3">
          {before === undefined ? <span /> : <ButtonLink href={paths.audit()}>回到最新</ButtonLink>}
          {last > 1 && (
            <ButtonLink href={paths.audit({ before: last })}>更早的 {PAGE} 条</ButtonLink>
          )}
        </nav>
      </Card>
    </Frame>
  );
}

function ChainResult({ chain }: { chain: Awaited<ReturnType<typeof verifyAuditChain>> }) {
  if (!chain.fault) {
    return (
      <p role="status" className="card mb-4 border-l-4 border-l-green px-4 py-3 text-green">
        共 {chain.entries} 条，链条完整。
      </p>
    );
  }
  return (
    <div
      role="alert"
      className="mb-4 rounded-lg border border-red border-l-4 bg-red-soft px-4 py-3"
    >
      <p className="font-semibold text-red">链条有误：{chain.fault.sentence}</p>
      <p className="text-ink-2">请立即封存数据库并通知系统管理单位，不要再作改动。</p>
    </div>
  );
}
