import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CitiesForm } from "@/components/imports/cities-form";
import type { Fold } from "@/components/imports/draft-form";
import { HeadForm } from "@/components/imports/head-form";
import { LastYearCard } from "@/components/imports/last-year-card";
import { PointList } from "@/components/imports/point-list";
import { PublishForm } from "@/components/imports/publish-form";
import { StateChip } from "@/components/imports/state-chip";
import { Summary } from "@/components/imports/summary";
import { TargetForm } from "@/components/imports/target-form";
import { UnitCard } from "@/components/imports/unit-card";
import { WarningList } from "@/components/imports/warning-list";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { dayTime } from "@/lib/format";
import { IMPORT_STATE_NAMES } from "@/lib/glossary";
import { getImport, type ImportView, listCityChoices } from "@/lib/imports/queries";
import { paths } from "@/lib/paths";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../../frame";
import {
  decideBareUnitsAction,
  decideUnitsAction,
  divideChapterAction,
  joinChapterAction,
  mergePointAction,
  publishImportAction,
  putPointBackAction,
  savePointAction,
  setChapterAction,
  setCitiesAction,
  setHeadAction,
  setTargetAction,
  settleWarningsAction,
  takeAsPointAction,
  takePointOutAction,
} from "../actions";
import { NextStep } from "./next-step";

export const metadata: Metadata = { title: "核对通知" };

const parameters = z.object({ edit: z.string().max(40).optional() });

export default async function ImportPage({ params, searchParams }: PageProps<"/imports/[id]">) {
  const id = rowId.safeParse((await params).id);
  const asked = parameters.safeParse(await searchParams);
  if (!id.success || !asked.success) notFound();
  const actor = await requireActor();
  const view = await answer(getImport(actor, id.data));
  const cities = await answer(listCityChoices(actor));
  return (
    <Frame current="imports">
      <Head view={view} />
      <Summary view={view} next={<NextStep view={view} open={actor.plan?.id} />} />
      {view.state === "DRAFT" && <Questions view={view} cities={cities} />}
      <PointList
        view={view}
        editing={asked.data.edit}
        actions={{
          save: savePointAction,
          chapter: setChapterAction,
          divide: divideChapterAction,
          join: joinChapterAction,
          takeUp: takeAsPointAction,
          merge: mergePointAction,
          takeOut: takePointOutAction,
          putBack: putPointBackAction,
        }}
      />
    </Frame>
  );
}

function Head({ view }: { view: ImportView }) {
  const { title, documentNumber, issuedOn } = view.content;
  return (
    <>
      <nav aria-label="位置" className="screen-only mb-2 text-ink-2 text-sm">
        <Link href={paths.imports()} className="hover:underline">
          导入通知
        </Link>{" "}
        / {IMPORT_STATE_NAMES[view.state]}
      </nav>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="font-bold text-xl">{title || "（没有读到标题）"}</h1>
          <p className="flex flex-wrap items-baseline gap-x-2 text-ink-2 text-sm">
            <StateChip state={view.state}>{IMPORT_STATE_NAMES[view.state]}</StateChip>
            <span>
              {[documentNumber || "字号未读到", issuedOn || "成文日期未读到"].join(" · ")} ·{" "}
              {view.fileName || "粘贴的文字"}，{dayTime(view.createdAt)}
              {view.createdBy && ` 由 ${view.createdBy} 读取`}
            </span>
          </p>
        </div>
        <ButtonLink href={paths.importSource(view.id)}>看原文</ButtonLink>
      </div>
    </>
  );
}

/** A card that opens by itself where something in it is asked. */
function foldOf(id: string, title: string, said: string, open: boolean): Fold {
  const summary = (
    <summary id={id} className="cursor-pointer scroll-mt-18 font-semibold text-lg">
      {title}
      <span className="ml-3 font-normal text-ink-2 text-sm">{said}</span>
    </summary>
  );
  return { summary, open, className: "card p-4 sm:p-5" };
}

function Questions({ view, cities }: { view: ImportView; cities: { id: number; name: string }[] }) {
  const { content, differences, questions } = view;
  const open = content.warnings.filter(({ settled }) => !settled);
  const asks = (place: string) => questions.some((question) => question.place === place);
  const names = content.cities.map(({ name }) => name);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {view.candidates.some(({ documentNumber }) => documentNumber !== content.documentNumber) && (
        <Card title="更新，还是另一份" id="target" className="scroll-mt-18">
          <TargetForm
            draft={view}
            candidates={view.candidates}
            target={String(view.target)}
            action={setTargetAction}
          />
        </Card>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        <HeadForm
          draft={view}
          head={content}
          fold={foldOf(
            "head",
            "基本情况",
            `${content.year || "年度未读到"} · 时限 ${content.dueOn || "未定"}`,
            asks("head"),
          )}
          action={setHeadAction}
        />
        <CitiesForm
          draft={view}
          chosen={names}
          cities={cities}
          fold={foldOf("cities", "城市", names.join("、") || "未读到", asks("cities"))}
          action={setCitiesAction}
        />
      </div>
      {open.length > 0 && (
        <Card
          title="读不准的地方"
          id="warnings"
          note={`${open.length} 处，原文都在，没有丢；改好或核对过就从这里消失`}
          className="scroll-mt-18"
        >
          <WarningList draft={view} warnings={open} action={settleWarningsAction} />
        </Card>
      )}
      <UnitCard view={view} action={decideUnitsAction} bare={decideBareUnitsAction} />
      {view.previous && <LastYearCard previous={view.previous} />}
      {differences && <Differences view={view} differences={differences} />}
    </div>
  );
}

function Differences({
  view,
  differences: { list, waiting, seal, planTitle },
}: {
  view: ImportView;
  differences: NonNullable<ImportView["differences"]>;
}) {
  return (
    <Card
      title="与现有要点的差别"
      id="differences"
      note={`《${planTitle}》，${list.length} 处`}
      className="scroll-mt-18"
    >
      {waiting > 0 && (
        <p className="mb-2 text-amber">
          {waiting} 项里还有单位没有定，这几项的分工等定好以后再比较。
        </p>
      )}
      {list.length > 0 && (
        <PublishForm
          draft={view}
          differences={list}
          seal={seal}
          ready={view.questions.length === 0}
          action={publishImportAction}
        />
      )}
      {list.length + waiting === 0 && <Empty>没有差别：这份通知已经全部在要点里。</Empty>}
    </Card>
  );
}
