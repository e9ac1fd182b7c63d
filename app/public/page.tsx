import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "@/components/ui/link";
import { chineseNumeral, month, percent } from "@/lib/format";
import { paths } from "@/lib/paths";
import { getPublicPage } from "@/lib/publications/queries";
import type { PublicPoint } from "@/lib/publications/rules";
import { rowId } from "@/lib/row-id";
import { today } from "@/lib/web/as-of";

export const metadata: Metadata = { title: "工作进展公开" };
export const dynamic = "force-dynamic";

/** 公开页: no sign-in and no cookie; what it knows is what lib/publications lets out. */
export default async function PublicPage({ searchParams }: PageProps<"/public">) {
  const asked = rowId.optional().safeParse((await searchParams).plan);
  const found = asked.success ? await getPublicPage(today(), asked.data) : null;
  if (!found) notFound();
  const { page, plans } = found;
  return (
    <main className="mx-auto max-w-4xl px-4 py-8">
      <h1 className="font-bold text-2xl">{page.title}</h1>
      <p className="mt-1 text-ink-2">
        {page.documentNumber} · 截至 {page.asOf}
        {page.percent !== undefined && ` · 总体进度 ${percent(page.percent)}`}
      </p>
      <p className="mt-2 rounded-lg bg-sunken px-4 py-2">
        本页只列已审核并同意公开的内容，<strong>未显示不等于未开展</strong>。
      </p>
      {plans.length > 1 && (
        <nav aria-label="其他工作要点" className="mt-2 flex flex-wrap gap-x-4">
          {plans.map(({ id, title }) => (
            <Link
              key={id}
              href={paths.publicPage({ plan: id })}
              className="text-accent hover:underline"
            >
              {title}
            </Link>
          ))}
        </nav>
      )}
      {page.chapters.map((chapter) => (
        <section
          key={chapter.number}
          aria-labelledby={`chapter-${chapter.number}`}
          className="card mt-4 p-4 sm:p-5"
        >
          <h2 id={`chapter-${chapter.number}`} className="mb-1 font-semibold text-lg">
            {chineseNumeral(chapter.number)}、{chapter.title}
          </h2>
          <ul className="divide-y divide-line">
            {chapter.points.map((point) => (
              <PointItem key={point.number} point={point} />
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

function PointItem({ point }: { point: PublicPoint }) {
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-semibold">
          {point.number}. {point.title}
        </h3>
        {point.percent !== undefined && <span>进度 {percent(point.percent)}</span>}
      </div>
      {point.units && <p className="text-ink-2 text-sm">责任单位：{point.units.join("、")}</p>}
      {point.progress && point.progress.length > 0 && (
        <ul className="mt-1 text-sm">
          {point.progress.map(({ unit, text, month: of }) => (
            <li key={unit}>
              <span className="text-ink-2">
                {unit}（{month(of)}）：
              </span>
              {text}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
