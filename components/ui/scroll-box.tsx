import type { ReactNode } from "react";

/** A box whose content may be wider than the screen: it scrolls, the page does not. Reachable by keyboard. */
export function ScrollBox({
  label,
  className = "",
  hint = false,
  children,
}: {
  label: string;
  className?: string;
  /** says on a phone that there is more to the right */
  hint?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      className={`relative overflow-x-auto print:overflow-visible ${className}`}
    >
      {hint && (
        <p className="screen-only sticky left-0 w-full px-3 py-1.5 text-accent text-sm sm:hidden">
          左右滑动查看全部单位 →
        </p>
      )}
      {children}
    </section>
  );
}
