import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicView } from "@/components/public/public-view";
import { Link } from "@/components/ui/link";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { getPublication, previewPublicPage } from "@/lib/publications/queries";
import { PUBLIC_FIELDS } from "@/lib/publications/rules";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { NoPlan } from "../../no-plan";

export const metadata: Metadata = { title: "预览公开页" };

export default async function PreviewPage() {
  const actor = await requireActor();
  if (!may(actor, "year.manage")) notFound();
  if (!actor.plan) return <NoPlan current="year" title="预览公开页" />;
  const standing = await answer(getPublication(actor));
  const fields = standing?.fields ?? PUBLIC_FIELDS;
  const page = await answer(previewPublicPage(actor, today(), fields));
  return (
    <Frame current="year">
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.year()} className="hover:underline">
          年度设置
        </Link>{" "}
        /{" "}
        <Link href={paths.releases()} className="hover:underline">
          公开放行
        </Link>{" "}
        / 预览
      </nav>
      <p className="mb-4 rounded-lg border border-edge bg-mark px-4 py-2">
        {standing
          ? "公开页已开放，任何人看到的就是下面这些。"
          : "公开页没有开放，任何人都看不到；下面是全部栏目开放以后的样子。"}
      </p>
      <div className="mx-auto max-w-4xl">
        <PublicView page={page} />
      </div>
    </Frame>
  );
}
