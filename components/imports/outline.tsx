import type { ImportContent, ImportWarning } from "@/lib/imports/content";
import type { UnitMatch } from "@/lib/imports/unit-matches";

/** The tree of chapters and points; a mark stands where something is open. */
export function Outline({
  chapters,
  matches,
  warnings,
}: {
  chapters: ImportContent["chapters"];
  matches: ReadonlyMap<string, UnitMatch>;
  /** open ones */
  warnings: ImportWarning[];
}) {
  return (
    <nav aria-label="章与要点" className="text-sm">
      <ol className="grid gap-2">
        {chapters.map((chapter) => (
          <li key={chapter.key}>
            <a href={`#${chapter.key}`} className="font-semibold hover:underline">
              {chapter.marker}
              {chapter.title || "（未分章）"}
            </a>
            <ol className="mt-0.5 grid">
              {chapter.points.map((point) => {
                const asked = point.units.some((unit) => matches.get(unit.name)?.state === "ASKED");
                const open = asked || warnings.some((warning) => warning.point === point.key);
                return (
                  <li key={point.key}>
                    <a
                      href={`#${point.key}`}
                      className="flex gap-1.5 rounded-md px-1.5 py-0.5 hover:bg-sunken"
                    >
                      <span className="w-6 shrink-0 text-right text-ink-2 tabular-nums">
                        {point.number}
                      </span>
                      <span className="min-w-0 grow text-pretty break-words">
                        {point.title || "（没有标题）"}
                      </span>
                      {open && (
                        <span className="shrink-0 font-bold text-amber">
                          <span aria-hidden="true">?</span>
                          <span className="sr-only">有要核对的</span>
                        </span>
                      )}
                    </a>
                  </li>
                );
              })}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  );
}
