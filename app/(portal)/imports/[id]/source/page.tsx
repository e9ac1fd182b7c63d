import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { getImportSource } from "@/lib/imports/queries";
import { paths } from "@/lib/paths";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../../../frame";

export const metadata: Metadata = { title: "通知原文" };

export default async function ImportSourcePage({ params }: PageProps<"/imports/[id]/source">) {
  const id = rowId.safeParse((await params).id);
  if (!id.success) notFound();
  const actor = await requireActor();
  const { title, fileName, lines } = await answer(getImportSource(actor, id.data));
  return (
    <Frame current="imports">
      <nav aria-label="位置" className="screen-only mb-2 text-ink-2 text-sm">
        <Link href={paths.imports()} className="hover:underline">
          导入通知
        </Link>{" "}
        /{" "}
        <Link href={paths.import(id.data)} className="hover:underline">
          {title || "（没有读到标题）"}
        </Link>
      </nav>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="font-bold text-xl">通知原文</h1>
          <p className="text-ink-2 text-sm">
            {fileName || "粘贴的文字"}，按行编号，一字不改；页码和空行不列。
          </p>
        </div>
        <ButtonLink href={paths.imports({ from: id.data })}>改原文，重新读取</ButtonLink>
      </div>
      <ol className="card published list-none py-3">
        {lines.map(({ line, text }) => (
          <li
            key={`${line}-${text.slice(0, 12)}`}
            id={`line-${line}`}
            className="flex scroll-mt-20 gap-4 px-4 py-0.5 target:bg-mark"
          >
            <span className="w-10 shrink-0 select-none text-right text-ink-2 text-sm tabular-nums">
              {line}
            </span>
            <span className="min-w-0 break-words">{text}</span>
          </li>
        ))}
      </ol>
    </Frame>
  );
}
