import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { listReportRows } from "@/lib/dashboards/queries";
import { reportFilter } from "@/lib/dashboards/schema";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { carriedOn, given } from "@/lib/web/given";
import { Drawn } from "../drawn";
import { Frame } from "../frame";
import { ReportingBody } from "./reporting-body";

export const metadata: Metadata = { title: "填报情况" };

/** The reports behind a count of 本期填报: one row an assignment that has to report. */
export default async function ReportingPage({ searchParams }: PageProps<"/reporting">) {
  const query = given(await searchParams);
  const asked = reportFilter.safeParse(query);
  if (!asked.success) notFound();
  const asOf = parseAsOf(query.asOf);
  const actor = await requireActor();
  const { board, rows } = await answer(listReportRows(actor, asOf, asked.data));
  const carried = asOf === today() ? undefined : asOf;
  const exports = may(actor, "ledger.export");
  return (
    <Frame current="overview" asOf={asOf} path={paths.reporting()} query={carriedOn(asked.data)}>
      <Drawn
        of={board}
        name={`reporting ${carried} ${exports} ${JSON.stringify(asked.data)}`}
        draw={() => (
          <ReportingBody
            board={board}
            rows={rows}
            filter={asked.data}
            asOf={carried}
            exports={exports}
          />
        )}
      />
    </Frame>
  );
}
