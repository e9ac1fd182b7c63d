import type { ReactNode } from "react";
import { Link } from "../ui/link";

/** A row of choices, of which one is in force. */
export function FilterRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-1.5 text-sm">
      {children}
    </nav>
  );
}

export function FilterLink({
  href,
  current,
  children,
}: {
  href: string;
  current: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      href={href}
      aria-current={current ? "true" : undefined}
      className="rounded-full border border-edge px-2.5 py-0.5 hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-chosen aria-[current]:font-semibold"
    >
      {children}
    </Link>
  );
}
