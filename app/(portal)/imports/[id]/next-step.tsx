import { PublishForm } from "@/components/imports/publish-form";
import { StepButton } from "@/components/imports/step-button";
import { UndoForm } from "@/components/imports/undo-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { dayTime } from "@/lib/format";
import type { ImportView } from "@/lib/imports/queries";
import { paths } from "@/lib/paths";
import { firstMonthToReport, monthsOf } from "@/lib/periods/rules";
import { today } from "@/lib/web/as-of";
import { openPlanAction } from "../../plans/actions";
import {
  discardImportAction,
  publishImportAction,
  startAgainAction,
  undoImportAction,
} from "../actions";

/** What happens next with an import; `open` is the plan its reader works on. */
export function NextStep({ view, open }: { view: ImportView; open: number | undefined }) {
  if (view.state === "PUBLISHED") {
    return (
      <div className="grid gap-2">
        <p>
          {view.publishedAt && dayTime(view.publishedAt)}
          {view.publishedBy && ` 由 ${view.publishedBy}`}
          {view.updated ? "更新了现有要点。" : "发布。给各单位建好账号、明确集合单位，就可以填报。"}
        </p>
        {view.planId === open ? (
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={paths.overview()} look="primary">
              看总览
            </ButtonLink>
            <ButtonLink href={paths.assignments()}>明确分工</ButtonLink>
          </div>
        ) : (
          <form action={openPlanAction}>
            <input type="hidden" name="planId" value={view.planId ?? ""} />
            <Button type="submit" look="primary">
              打开这份要点
            </Button>
          </form>
        )}
        <UndoForm
          importId={view.id}
          updated={view.updated}
          obstacle={view.obstacle}
          undo={view.undo}
          action={undoImportAction}
        />
      </div>
    );
  }
  if (view.state !== "DRAFT") {
    return (
      <div className="grid gap-2">
        <p>
          {view.endedAt && dayTime(view.endedAt)}
          {view.endedBy && ` 由 ${view.endedBy} `}
          {view.state === "UNDONE" ? "撤销。" : "作废。"}
        </p>
        <StepButton action={startAgainAction} draft={view} look="primary">
          重新开始，沿用原来的答复和修改
        </StepButton>
        <p className="text-ink-2 text-sm">
          或者
          <Link href={paths.imports({ from: view.id })} className="text-accent underline">
            把原文再读一遍
          </Link>
          ，从头核对。
        </p>
      </div>
    );
  }
  const { differences } = view;
  const same = differences !== null && differences.list.length + differences.waiting === 0;
  const ready = view.questions.length === 0;
  return (
    <div className="grid gap-3">
      {differences ? (
        <p>
          更新《{differences.planTitle}》：
          <a href="#differences" className="text-accent underline underline-offset-2">
            {same ? "没有差别" : `${differences.list.length} 处差别`}
          </a>
          {same ? "，不需要发布。" : "，逐处采纳。"}
        </p>
      ) : ready ? (
        <PublishForm
          draft={view}
          differences={null}
          previous={view.previous}
          seal=""
          ready
          begins={{
            months: monthsOf(view.content.issuedOn, view.content.dueOn).map(({ month }) => month),
            first: firstMonthToReport(view.content, today()),
          }}
          action={publishImportAction}
        />
      ) : (
        <p>要您定的都定好以后，这里出现“发布”。随时可以离开，核对到哪里都留着。</p>
      )}
      <StepButton action={discardImportAction} draft={view} look="quiet">
        作废这份导入
      </StepButton>
    </div>
  );
}
