"use client";
import { Component } from "react";

type Props = {
  /** what the page shows; a change of it is a new drawing of the same page */
  drawn: string;
  onDrawn: () => void;
};

type Before = {
  href: string;
  cells: Map<string, string>;
  focus: { name: string; place: number } | null;
  open: string[];
  left: number[];
  scroll: [number, number];
};

const FOCUSABLE = "a[href], button, summary, [tabindex]";
const BOXES = "main section[tabindex]";

/**
 * A new drawing of the page on screen leaves focus, scroll positions and unfolded parts where they
 * were, and marks for a moment what changed. A class, for only a class is asked right before the
 * browser's page changes.
 */
export class SteadyDrawing extends Component<Props> {
  override getSnapshotBeforeUpdate(previous: Props): Before | null {
    if (previous.drawn === this.props.drawn) return null;
    return {
      href: location.href,
      cells: cells(),
      focus: placeOf(document.activeElement),
      open: all<HTMLDetailsElement>("main details[open]").map(nameOf),
      left: all(BOXES).map((box) => box.scrollLeft),
      scroll: [scrollX, scrollY],
    };
  }

  override componentDidUpdate(_props: Props, _state: unknown, before: Before | null) {
    // Another page, or other rows of it: there everything is new.
    if (!before || before.href !== location.href) return;
    for (const part of all<HTMLDetailsElement>("main details")) {
      if (before.open.includes(nameOf(part))) part.open = true;
    }
    all(BOXES).forEach((box, index) => {
      box.scrollLeft = before.left[index] ?? 0;
    });
    if (before.focus && document.activeElement === document.body) {
      const { name, place } = before.focus;
      const again = all(FOCUSABLE).filter((each) => nameOf(each) === name)[place];
      (again ?? document.getElementById("content"))?.focus({ preventScroll: true });
    }
    scrollTo({ left: before.scroll[0], top: before.scroll[1], behavior: "instant" });
    mark(before.cells);
    this.props.onDrawn();
  }

  override render() {
    return null;
  }
}

function all<E extends HTMLElement = HTMLElement>(selector: string): E[] {
  return [...document.querySelectorAll<E>(selector)];
}

/** What a part of the page is known by over two drawings. */
function nameOf(element: Element): string {
  const part = element instanceof HTMLDetailsElement ? element.querySelector("summary") : element;
  const words = part?.getAttribute("href") ?? part?.textContent?.replace(/\d+/g, "");
  return `${element.tagName} ${words}`;
}

function placeOf(element: Element | null): Before["focus"] {
  if (!element?.matches(FOCUSABLE)) return null;
  const name = nameOf(element);
  const same = all(FOCUSABLE).filter((each) => nameOf(each) === name);
  return { name, place: same.indexOf(element as HTMLElement) };
}

/** Parts that are worth a look when they change: `data-live` names them. */
function cells(): Map<string, string> {
  return new Map(all("main [data-live]").map((each) => [each.dataset.live ?? "", each.outerHTML]));
}

function mark(before: Map<string, string>) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const each of all("main [data-live]")) {
    const earlier = before.get(each.dataset.live ?? "");
    if (earlier === undefined || earlier === each.outerHTML) continue;
    const ring = { outline: "3px solid var(--focus)", outlineOffset: "2px" };
    each.animate([ring, { ...ring, offset: 0.6 }, { ...ring, outlineColor: "transparent" }], {
      duration: 2_500,
      id: "just-changed",
    });
  }
}
