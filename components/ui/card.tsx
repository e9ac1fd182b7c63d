import type { ReactNode } from "react";

/** A sheet with a heading. `aside` stands at the right of the heading, `note` after it. */
export function Card({
  title,
  note,
  aside,
  children,
  className = "",
  id,
}: {
  title: ReactNode;
  note?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  id?: string;
}) {
  return (
    <section className={`card min-w-0 p-4 sm:p-5 ${className}`} aria-labelledby={id}>
      <div className="mb-2.5 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id={id} className="font-semibold text-lg">
          {title}
        </h2>
        {note && <p className="text-ink-2 text-sm">{note}</p>}
        {aside && <div className="ml-auto">{aside}</div>}
      </div>
      {children}
    </section>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="rounded-lg bg-sunken px-4 py-6 text-center text-ink-2">{children}</p>;
}
