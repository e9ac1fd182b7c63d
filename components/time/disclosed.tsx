import type { ReactNode } from "react";

/** What stands behind a word, and of what: in a row of others it takes the whole line once it is open. */
export function Disclosed({
  summary,
  about,
  children,
}: {
  summary: ReactNode;
  /** told to screen readers: several folds of a page have the same word */
  about: string;
  children: ReactNode;
}) {
  return (
    <details className="min-w-0 open:w-full">
      <summary className="text-accent text-sm">
        {summary}
        <span className="sr-only">：{about}</span>
      </summary>
      {children}
    </details>
  );
}
