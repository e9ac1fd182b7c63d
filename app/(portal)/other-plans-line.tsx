import { Link } from "@/components/ui/link";
import { workElsewhere } from "@/lib/inbox/other-plans";
import { paths } from "@/lib/paths";
import { planLink } from "@/lib/plan-link";
import type { Actor } from "@/lib/policy";
import { answer } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";

/** Where reports wait in a plan that is not the open one: next year's beside this year's. */
export async function OtherPlansLine({ actor, path }: { actor: Actor; path: string }) {
  const works = await answer(workElsewhere(actor, today()));
  return works.map(({ planId, title, toReport, toReview }) => (
    <p key={planId} className="screen-only mb-4 rounded-lg bg-sunken px-4 py-2">
      《{title}》还有
      {[toReport > 0 && ` ${toReport} 份待报`, toReview > 0 && ` ${toReview} 份待审核`]
        .filter(Boolean)
        .join("、")}
      。
      <Link
        href={paths.plans({ open: planId, next: planLink(path, planId) })}
        className="ml-2 text-accent underline"
      >
        打开这份要点
      </Link>
    </p>
  ));
}
