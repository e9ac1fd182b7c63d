/** The key that does the same; said to screen readers by aria-keyshortcuts. */
export function Key({ children }: { children: string }) {
  return (
    <span
      aria-hidden="true"
      className="rounded border border-current px-1 font-sans text-xs opacity-80 max-lg:hidden"
    >
      {children}
    </span>
  );
}
