import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuditFilterForm } from "@/components/audit/audit-filter-form";
import { AuditTable } from "@/components/audit/audit-table";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { listAuditEntries, verifyAuditChain } from "@/lib/audit/queries";
import { REFUSED_ACTIONS } from "@/lib/audit/rules";
import { auditPage } from "@/lib/audit/schema";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { carriedOn, given } from "@/lib/web/given";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "审计日志" };

const PAGE = 50;

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const actor = await requireActor();
  const asked = auditPage.safeParse(given(await searchParams));
  if (!asked.success) notFound();
  const { before, verify, ...filter } = asked.data;
  const [found, chain] = await Promise.all([
    // One more than is shown tells whether there is a next page.
    answer(listAuditEntries(actor, filter, before ?? null, PAGE + 1)),
    verify ? answer(verifyAuditChain(actor)) : null,
  ]);
  const entries = found.slice(0, PAGE);
  const last = entries.at(-1)?.sequence;
  const carried = carriedOn(filter);
  const filtered = Object.keys(carried).length > 0;
  return (
    <Frame current="audit">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="font-bold text-xl">审计日志</h1>
          <p className="text-ink-2 text-sm">
            只增不改，每条记录带有前一条的校验值，改动、缺失、调换和截断都能查出。至少保存六个月。
          </p>
        </div>
        <ButtonLink href={paths.audit({ ...carried, before, verify: 1 })} look="primary">
          校验链条
        </ButtonLink>
      </div>
      {chain && <ChainResult chain={chain} />}
      <Card title="筛选" className="screen-only mb-4">
        <AuditFilterForm filter={filter} />
      </Card>
      <Card
        title={filtered ? "符合条件的记录" : before === undefined ? "最新记录" : "较早的记录"}
        note={entries.length > 0 && `第 ${last} 至 ${entries[0]?.sequence} 条，时间均为北京时间`}
        aside={
          entries.length > 0 && (
            <span className="screen-only flex gap-2">
              <a className="text-accent hover:underline" href={exportOf(carried, "xlsx")}>
                导出 Excel
              </a>
              <a className="text-accent hover:underline" href={exportOf(carried, "csv")}>
                导出 CSV
              </a>
            </span>
          )
        }
      >
        {entries.length === 0 ? (
          <Empty>{filtered ? "没有符合条件的记录，请放宽条件。" : "没有更早的记录。"}</Empty>
        ) : (
          <AuditTable entries={entries} refused={REFUSED_ACTIONS} />
        )}
        <nav aria-label="翻页" className="screen-only mt-4 flex justify-between gap-3">
          {before === undefined ? (
            <span />
          ) : (
            <ButtonLink href={paths.audit(carried)}>回到最新</ButtonLink>
          )}
          {found.length > PAGE && (
            <ButtonLink href={paths.audit({ ...carried, before: last })}>
              更早的 {PAGE} 条
            </ButtonLink>
          )}
        </nav>
      </Card>
    </Frame>
  );
}

const exportOf = (filter: Record<string, string>, format: string) =>
  paths.auditExport({ ...filter, format });

function ChainResult({ chain }: { chain: Awaited<ReturnType<typeof verifyAuditChain>> }) {
  if (!chain.fault) {
    return (
      <div role="status" className="card mb-4 border-l-4 border-l-green px-4 py-3">
        <p className="font-semibold text-green">共 {chain.entries} 条，链条完整。</p>
        <p className="break-all text-ink-2 text-sm">
          {chain.purgedThrough > 0 && `第 ${chain.purgedThrough} 条及以前的已按规定清除。`}
          {chain.anchors > 0
            ? `与留存的 ${chain.anchors} 个锚点一致。`
            : "尚未留存锚点，每天 3:20 留存一次。"}
          末条第 {chain.end.sequence} 条，校验值 {chain.end.hash}，可抄存备查。
        </p>
        {chain.elsewhere.length > 0 && (
          <p className="break-all text-ink-2 text-sm">
            日志里写着另有锚点留存在 {chain.elsewhere.join("、")}，请在那里再校验一次。
          </p>
        )}
        <p className="text-ink-2 text-sm">
          {chain.addsOnly
            ? "门户运行所用的数据库账号只能查看和追加日志，改不了、删不掉。"
            : "门户运行所用的数据库账号是各表的所有者，能够停用数据库的保护，宜由运维人员另建只能追加的运行账号。"}
        </p>
      </div>
    );
  }
  return (
    <div
      role="alert"
      className="mb-4 rounded-lg border border-red border-l-4 bg-red-soft px-4 py-3"
    >
      <p className="font-semibold text-red">
        {chain.fault.file ? "锚点有误" : "链条有误"}：{chain.fault.sentence}
      </p>
      <p className="text-ink-2">
        {chain.fault.file
          ? "日志本身逐条衔接，但末尾是否被截去已无从比对。请通知系统管理单位查明原因，从数据文件夹的备份找回该文件，并与抄存的校验值核对。"
          : "请立即封存数据库并通知系统管理单位，不要再作改动。"}
      </p>
    </div>
  );
}
