import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ImportTable } from "@/components/imports/import-table";
import { StartForm } from "@/components/imports/start-form";
import { Card, Empty } from "@/components/ui/card";
import { getImportSource, listCityChoices, listImports } from "@/lib/imports/queries";
import { MOST_FILE_MB, TOO_BIG } from "@/lib/imports/schema";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "导入通知" };

const parameters = z.object({ from: rowId.optional(), refused: z.string().optional() });

export default async function ImportsPage({ searchParams }: PageProps<"/imports">) {
  const actor = await requireActor();
  const asked = parameters.safeParse(await searchParams);
  if (!asked.success) notFound();
  const { from, refused } = asked.data;
  const [imports, cities, source] = await Promise.all([
    answer(listImports(actor)),
    answer(listCityChoices(actor)),
    from === undefined ? null : answer(getImportSource(actor, from)),
  ]);
  const sentence = refused ? (await cookies()).get("import-refusal")?.value : undefined;
  return (
    <Frame current="imports">
      <h1 className="font-bold text-xl">导入通知</h1>
      <p className="mb-4 text-ink-2 text-sm">
        把印发的通知变成可以办理的要点：读取、核对、发布三步。读不准的会问您，不猜；发布以后、第一份进展报送之前，可以整份撤销。
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Card
          title="读取一份通知"
          note={source ? `改好《${source.title}》的文字再读一遍` : undefined}
        >
          <StartForm
            most={{ bytes: MOST_FILE_MB << 20, sentence: TOO_BIG }}
            cities={cities}
            text={source?.lines.map(({ text }) => text).join("\n")}
            refusal={sentence ?? null}
          />
        </Card>
        <Card title="导入过的通知" note={imports.length > 0 ? `${imports.length} 份` : undefined}>
          {imports.length === 0 ? (
            <Empty>还没有导入过。读取的通知都留在这里，随时可以接着核对。</Empty>
          ) : (
            <ImportTable imports={imports} />
          )}
        </Card>
      </div>
    </Frame>
  );
}
