import type { ReactNode } from "react";

/** A box whose content may be wider than the screen: it scrolls, the page does not. Reachable by keyboard. */
export function ScrollBox({
  label,
  className = "",
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      className={`relative overflow-x-auto print:overflow-visible ${className}`}
    >
      {children}
    </section>
  );
}
