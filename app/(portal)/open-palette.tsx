"use client";
import { useRouter } from "next/navigation";
import { type ComponentType, useEffect, useState } from "react";
import type { PaletteProps } from "@/components/search/palette";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { paths } from "@/lib/paths";

/**
 * The way to the search: a link to its page, which Ctrl K (⌘K on a Mac) or a click turns into the
 * dialog. The dialog itself is fetched at its first use.
 */
export function OpenPalette({ owner }: { owner: string }) {
  const router = useRouter();
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null);
  const [open, setOpen] = useState(false);
  const [mac, setMac] = useState(false);
  useEffect(() => {
    const onMac = /Mac|iPhone|iPad/.test(navigator.platform);
    setMac(onMac);
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || event.shiftKey || event.altKey) return;
      // On a Mac Ctrl K deletes to the end of the line: that stays the text field's.
      if (onMac ? !event.metaKey || event.ctrlKey : !event.ctrlKey || event.metaKey) return;
      if (event.isComposing) return;
      event.preventDefault();
      if (!event.repeat) show();
    }
    async function show() {
      try {
        const loaded = await import("@/components/search/palette");
        setPalette(() => loaded.Palette);
        setOpen(true);
      } catch {
        // The network was away: the page of the search may still come.
        router.push(paths.search());
      }
    }
    // Before SoftNavigation follows the link.
    function click(event: MouseEvent) {
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      const target = event.target instanceof Element && event.target.closest("[data-palette]");
      if (!plain || !target) return;
      event.preventDefault();
      void show();
    }
    document.addEventListener("keydown", press);
    document.addEventListener("click", click, true);
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("click", click, true);
    };
  }, [router]);
  function go(href: string) {
    const { pathname, search, hash } = new URL(href, location.href);
    // Another item of this page: the browser's own step, which Landing hears.
    const within = hash !== "" && pathname + search === location.pathname + location.search;
    if (within) location.hash = hash;
    else router.push(href);
  }
  return (
    <>
      <Link
        href={paths.search()}
        data-palette=""
        aria-keyshortcuts={mac ? "Meta+K" : "Control+K"}
        className="inline-flex min-h-9 items-center gap-2 rounded-full border border-line px-2 text-ink-2 hover:bg-sunken sm:rounded-lg sm:px-3"
      >
        <Icon name="search" />
        <span className="max-sm:sr-only">搜索</span>
        <kbd className="hidden rounded border border-line px-1.5 font-sans text-xs md:inline">
          {mac ? "⌘ K" : "Ctrl K"}
        </kbd>
      </Link>
      {Palette && open && <Palette owner={owner} go={go} close={() => setOpen(false)} />}
    </>
  );
}
