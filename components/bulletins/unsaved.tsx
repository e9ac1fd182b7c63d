"use client";
import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useState,
} from "react";
import { followedLink, isJump } from "../ui/followed-link";

/** `undecided`: somebody saved another text meanwhile, and the person has to choose. */
type Standing = "typed" | "saving" | "undecided";
type Part = { form: HTMLFormElement; name: string; standing: Standing };
type Tell = (form: HTMLFormElement, part: Omit<Part, "form"> | null) => void;

const Parts = createContext<Part[]>([]);
const Telling = createContext<Tell>(() => undefined);

/** What of a draft's page is typed and not saved. While there is any, leaving the page asks first. */
export function Unsaved({ children }: { children: ReactNode }) {
  const [parts, setParts] = useState<Part[]>([]);
  const tell = useCallback<Tell>((form, part) => {
    setParts((before) => {
      const others = before.filter((each) => each.form !== form);
      return part ? [...others, { form, ...part }].sort(byPlace) : others;
    });
  }, []);
  const question =
    parts.length > 0 ? `还有 ${parts.length} 节改动没有保存。确定离开这一页？` : null;
  useEffect(() => {
    if (question === null) return;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    // The portal's own links do not unload the page.
    const click = (event: MouseEvent) => {
      if (isAway(event) && !window.confirm(question)) event.preventDefault();
    };
    window.addEventListener("beforeunload", unload);
    window.addEventListener("click", click, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", unload);
      window.removeEventListener("click", click, { capture: true });
    };
  }, [question]);
  return (
    <Telling value={tell}>
      <Parts value={parts}>{children}</Parts>
    </Telling>
  );
}

/** What is not saved, in the order of the page. */
export function useUnsaved(): Part[] {
  return useContext(Parts);
}

/** One form of the page; `standing` is null while nothing in it waits to be saved. */
export function useTelling(
  form: RefObject<HTMLFormElement | null>,
  name: string,
  standing: Standing | null,
): void {
  const tell = useContext(Telling);
  useEffect(() => {
    const own = form.current;
    if (!own || standing === null) return;
    tell(own, { name, standing });
    return () => tell(own, null);
  }, [form, name, standing, tell]);
}

/**
 * For a step that takes what is saved: whether it was tried too early, and whether all that stood in
 * its way then has been saved since.
 */
export function useEarly(): { early: boolean; saved: boolean; tooEarly: () => boolean } {
  const waiting = useUnsaved().length > 0;
  const [state, setState] = useState<"unasked" | "early" | "saved">("unasked");
  if (state === "early" && !waiting) setState("saved");
  if (state === "saved" && waiting) setState("unasked");
  return {
    early: state === "early",
    saved: state === "saved",
    tooEarly: () => {
      setState(waiting ? "early" : "unasked");
      return waiting;
    },
  };
}

function byPlace(a: Part, b: Part): number {
  return a.form.compareDocumentPosition(b.form) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** A click that takes this tab to another page. */
function isAway(event: MouseEvent): boolean {
  const url = followedLink(event);
  return url !== null && url.origin === location.origin && !isJump(url);
}
