"use client";
import { Fragment, type ReactNode, useEffect, useState } from "react";
import type { ReportField } from "@/lib/glossary";
import { type Block, blockOfField } from "@/lib/report-blocks";
import type { ShownBlock } from "./report-blocks";

/**
 * The blocks of a report. After 退回 those the reviewer wrote at stand open and first; the others are
 * folded, and unfold by themselves where something has to be seen to.
 */
export function MendFirst({
  blocks,
  notes,
  errors,
  conflictOf,
  conflicts,
}: {
  blocks: ShownBlock[];
  notes: Partial<Record<ReportField, string>>;
  errors: Record<string, string>;
  conflictOf: (block: Block) => ReactNode;
  conflicts: Block[];
}) {
  const noted = new Set(Object.keys(notes).map((field) => blockOfField(field) ?? field));
  const wanted = blocks.filter(({ block }) => noted.has(block));
  const others = blocks.filter(({ block }) => !noted.has(block));
  const calling = new Set<string>([
    ...Object.keys(errors).map((field) => blockOfField(field) ?? field),
    ...conflicts,
  ]);
  const called = others.some(({ block }) => calling.has(block));
  const [open, setOpen] = useState(called);
  useEffect(() => {
    if (called) setOpen(true);
  }, [called]);
  const shown = (list: ShownBlock[]) =>
    list.map(({ block, node }) => (
      <Fragment key={block}>
        {block !== "evidence" && conflictOf(block)}
        {node}
      </Fragment>
    ));
  if (wanted.length === 0) return shown(blocks);
  return (
    <>
      {shown(wanted)}
      <details
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
        className="rounded-lg border border-line px-3 py-2.5 sm:px-4"
      >
        <summary className="font-semibold">
          其余栏目未要求修改{" "}
          <span className="font-normal text-ink-2 text-sm">
            {open ? "也可以修改" : "内容已保留，点开可以查看和修改"}
          </span>
        </summary>
        <div className="mt-4 grid gap-5">{shown(others)}</div>
      </details>
    </>
  );
}
