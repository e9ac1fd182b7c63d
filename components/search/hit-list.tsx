import type { Hit } from "@/lib/search/queries";
import { Link } from "../ui/link";
import { Marked } from "./marked";

/** What was found of one kind. */
export function HitList({ hits }: { hits: Hit[] }) {
  return (
    <ol>
      {hits.map((hit) => (
        <li key={`${hit.id} ${hit.href}`} className="border-line border-b py-2.5 last:border-0">
          <Link href={hit.href} className="font-semibold hover:underline">
            <Marked pieces={hit.title} />
          </Link>
          <span className="ml-2 text-ink-2 text-sm">{hit.note}</span>
          {hit.text.length > 0 && (
            <p className="mt-0.5 break-words text-ink-2 text-sm">
              <Marked pieces={hit.text} />
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
