import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicView } from "@/components/public/public-view";
import { DemonstrationBanner } from "@/components/shell/demonstration-banner";
import { Link } from "@/components/ui/link";
import { paths } from "@/lib/paths";
import { demonstrationDate, isDemonstration } from "@/lib/platform/clock";
import { getPublicPage } from "@/lib/publications/queries";
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
    <>
      {isDemonstration() && <DemonstrationBanner date={demonstrationDate()} />}
      <main className="mx-auto max-w-4xl px-4 py-8">
        <PublicView page={page}>
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
        </PublicView>
      </main>
    </>
  );
}
