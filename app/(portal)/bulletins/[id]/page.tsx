import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BulletinText } from "@/components/bulletins/bulletin-text";
import { DiscardForm } from "@/components/bulletins/discard-form";
import { HeadForm } from "@/components/bulletins/head-form";
import { IssueForm } from "@/components/bulletins/issue-form";
import { PreviewLink } from "@/components/bulletins/preview-link";
import { RefreshForm } from "@/components/bulletins/refresh-form";
import { SectionForm } from "@/components/bulletins/section-form";
import { Unsaved } from "@/components/bulletins/unsaved";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getBulletin } from "@/lib/bulletins/queries";
import { isChapterSection } from "@/lib/bulletins/rules";
import { BULLETIN_FORM_NAMES, BULLETIN_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../../frame";
import {
  discardBulletinAction,
  issueBulletinAction,
  refreshBulletinAction,
  regenerateSectionAction,
  saveHeadAction,
  saveSectionAction,
} from "../actions";

export const metadata: Metadata = { title: "月报" };

export default async function BulletinPage({ params }: PageProps<"/bulletins/[id]">) {
  const id = rowId.safeParse((await params).id);
  if (!id.success) notFound();
  const actor = await requireActor();
  const bulletin = await answer(getBulletin(actor, id.data));
  const { issue, sections } = bulletin;
  return (
    <Frame current="bulletins">
      <Unsaved>
        <nav aria-label="位置" className="screen-only mb-2 text-ink-2 text-sm">
          <Link href={paths.bulletins()} className="hover:underline">
            月报
          </Link>{" "}
          / {issue ? `第${issue.number}期` : "草稿"}
        </nav>
        <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-0">
            <h1 className="font-bold text-xl">{bulletin.title}</h1>
            <p className="text-ink-2 text-sm">
              {BULLETIN_KIND_NAMES[bulletin.kind]}（{BULLETIN_FORM_NAMES[bulletin.form]}） ·
              统计截止 {bulletin.asOf} ·{" "}
              {issue
                ? `${issue.issuedOn} 由${issue.issuedBy}印发第${issue.number}期`
                : "草稿，未印发"}
            </p>
          </div>
          {bulletin.mayWrite ? (
            <PreviewLink href={paths.bulletinFile(bulletin.id)} />
          ) : (
            <ButtonLink href={paths.bulletinFile(bulletin.id)} download>
              {issue ? "下载 Word" : "预览 Word"}
            </ButtonLink>
          )}
        </div>
        {issue && (
          <p className="mb-4 break-all rounded-lg bg-sunken px-4 py-2.5 text-sm">
            {issue.fileName}，{issue.size} 字节，SHA-256：
            <code>{issue.sha256}</code>
          </p>
        )}
        {bulletin.mayWrite ? (
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
            <div className="screen-only grid grid-cols-[minmax(0,1fr)] gap-4">
              <Card title="标题、主送和发文机关">
                <HeadForm bulletin={bulletin} save={saveHeadAction} />
              </Card>
              {sections.map((section) => (
                <Card
                  key={section.key}
                  title={section.heading}
                  note={isChapterSection(section.key) ? "各章进展" : undefined}
                >
                  <SectionForm
                    bulletinId={bulletin.id}
                    section={section}
                    save={saveSectionAction}
                    regenerate={regenerateSectionAction}
                  />
                </Card>
              ))}
            </div>
            <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:sticky xl:top-18 xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto print:static print:max-h-none print:overflow-visible">
              <Card title="印发" className="screen-only">
                <RefreshForm
                  bulletinId={bulletin.id}
                  seal={bulletin.seal}
                  changed={bulletin.changed}
                  refresh={refreshBulletinAction}
                />
                <IssueForm
                  bulletinId={bulletin.id}
                  seal={bulletin.seal}
                  outOfTurn={bulletin.outOfTurn}
                  issue={issueBulletinAction}
                />
                <DiscardForm bulletinId={bulletin.id} discard={discardBulletinAction} />
              </Card>
              <Card title="预览" note="已保存的内容">
                <BulletinText bulletin={bulletin} />
              </Card>
            </div>
          </div>
        ) : (
          <Card title="正文" className="max-w-4xl">
            <BulletinText bulletin={bulletin} />
          </Card>
        )}
      </Unsaved>
    </Frame>
  );
}
