import type { ReactNode } from "react";
import { Link } from "../ui/link";

/** One choice of a filter that lives in the address. */
export function FilterLink({
  href,
  chosen,
  children,
}: {
  href: string;
  chosen: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      href={href}
      aria-current={chosen ? "true" : undefined}
      className="rounded-lg border border-line px-2.5 py-1 text-sm hover:bg-sunken aria-[current]:border-accent aria-[current]:font-semibold"
    >
      {children}
    </Link>
  );
}
