import type { ReactNode } from "react";
import { PaperStamp } from "./paper-stamp";

/** The frame of every signed-in page: menu, head, banner, content, and a thumb's menu on phones. */
export function Shell({
  menu,
  head,
  search,
  bell,
  user,
  banner,
  stamp,
  thumb,
  children,
}: {
  menu: ReactNode;
  head: ReactNode;
  search: ReactNode;
  bell: ReactNode;
  user: ReactNode;
  banner?: ReactNode;
  /** on paper only: of which day the page is */
  stamp: string;
  /** missing where the page keeps the thumb's place for its own actions */
  thumb?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="sr-only-focusable card fixed top-2 left-2 z-50 px-4 py-2 font-semibold"
      >
        跳到正文
      </a>
      <div className="screen-only border-line bg-card lg:border-r">{menu}</div>
      <div className="flex min-w-0 flex-col">
        {banner && <section aria-label="数据说明">{banner}</section>}
        <p className="print-stamp hidden px-4 pt-1 text-right text-ink-2 text-sm sm:px-6 print:block">
          {stamp}
        </p>
        <PaperStamp text={stamp} />
        <header className="screen-only sticky top-0 z-20 border-line border-b bg-card">
          <div className="mx-auto flex h-14 w-full max-w-[90rem] items-center gap-3 px-4 sm:px-6">
            {head}
            {search}
            {bell}
            {user}
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[90rem] grow px-4 pt-5 pb-28 outline-none sm:px-6 lg:pb-12 print:max-w-none print:p-0"
        >
          {children}
        </main>
      </div>
      {thumb}
    </div>
  );
}
