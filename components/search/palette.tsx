"use client";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Marked } from "./marked";
import { type Option, optionsOf, recentOf, remember } from "./palette-options";
import { useAnswer } from "./use-answer";

export type PaletteProps = { owner: string; go: (href: string) => void; close: () => void };

/** Ctrl K: goes to whatever is named, or does it. A combobox with a list, moved through by keyboard alone. */
export function Palette({ owner, go, close }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const [place, setPlace] = useState(0);
  const [entered, setEntered] = useState(false);
  const [recent] = useState(() => recentOf(owner));
  const query = typed.trim();
  const { answer, fault, query: answered } = useAnswer(query);
  const options = [
    ...(query === "" ? recent : []),
    ...(answer ? optionsOf(answered, answer).filter(isPossible) : []),
  ];
  const chosen = options[Math.min(place, options.length - 1)];

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    document.getElementById(`jump-${place}`)?.scrollIntoView({ block: "nearest" });
  }, [place]);

  function run(option: Option | undefined) {
    if (!option) return;
    remember(owner, option);
    dialog.current?.close();
    if (option.href) go(option.href);
    else if (option.does) act(option.does);
  }

  // What is on screen may answer an earlier query: then Enter waits for the answer to what was typed.
  function enter() {
    if (answered === query) run(chosen);
    else setEntered(true);
  }
  const ready = entered && answered === query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the awaited answer is here
  useEffect(() => {
    if (!ready) return;
    setEntered(false);
    run(chosen);
  }, [ready]);

  function press(event: KeyboardEvent) {
    // An input method uses the same keys to choose its characters.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const last = options.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: place >= last ? 0 : place + 1,
      ArrowUp: place <= 0 ? last : Math.min(place, last) - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) setPlace(Math.max(0, to));
    else if (event.key === "Enter") enter();
    else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it, as Esc does
    <dialog
      ref={dialog}
      aria-label="搜索与前往"
      onClose={close}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
      className="card screen-only mx-auto mt-[10dvh] mb-auto w-[min(40rem,calc(100vw-1.5rem))] p-0 text-ink shadow-lg backdrop:bg-black/40"
    >
      <div className="flex max-h-[75dvh] flex-col">
        <div className="border-line border-b p-3">
          <input
            autoFocus
            role="combobox"
            aria-label="搜索与前往"
            aria-expanded={options.length > 0}
            aria-controls="jumps"
            aria-autocomplete="list"
            aria-activedescendant={chosen ? `jump-${options.indexOf(chosen)}` : undefined}
            autoComplete="off"
            maxLength={200}
            placeholder="序号、标题、单位、拼音首字母或要办的事"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setPlace(0);
              setEntered(false);
            }}
            onKeyDown={press}
            className="control w-full"
          />
        </div>
        <div
          id="jumps"
          role="listbox"
          aria-label="结果"
          className="overflow-y-auto p-2"
          tabIndex={-1}
        >
          {options.map((option, at) => (
            <Line
              key={option.key}
              option={option}
              at={at}
              heading={option.group === options[at - 1]?.group ? null : option.group}
              chosen={option === chosen}
              run={() => run(option)}
            />
          ))}
        </div>
        <p role="status" className="border-line border-t px-4 py-2 text-ink-2 text-sm">
          {fault ?? (answer ? foundText(options) : "正在查找…")}
          <span aria-hidden="true" className="float-right max-sm:hidden">
            ↑↓ 选择 · Enter 前往 · Esc 关闭
          </span>
        </p>
      </div>
    </dialog>
  );
}

function Line({
  option,
  at,
  heading,
  chosen,
  run,
}: {
  option: Option;
  at: number;
  heading: string | null;
  chosen: boolean;
  run: () => void;
}) {
  return (
    <>
      {heading && (
        <div role="presentation" className="px-2.5 pt-2 pb-1 text-ink-2 text-xs">
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input, which keeps the focus, hears the keys */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: chosen by aria-activedescendant */}
      <div
        id={`jump-${at}`}
        role="option"
        aria-selected={chosen}
        onClick={run}
        className="cursor-pointer rounded-lg px-2.5 py-1.5 hover:bg-sunken aria-selected:bg-chosen"
      >
        <span className="flex items-baseline gap-3">
          <span className="min-w-0 grow truncate">
            <Marked pieces={option.label} />
          </span>
          <span className="shrink-0 text-ink-2 text-sm max-sm:max-w-[35%] max-sm:truncate">
            {option.note}
          </span>
        </span>
        {option.text && option.text.length > 0 && (
          <span className="block truncate text-ink-2 text-sm">
            <Marked pieces={option.text} />
          </span>
        )}
      </div>
    </>
  );
}

// The way to the page of the search is no result.
function foundText(options: Option[]): string {
  const found = options.filter(({ key }) => key !== "all").length;
  return found === 0 ? "没有找到，可在全部内容里搜索" : `${found} 条结果`;
}

// Not every page has a 统计截止.
function isPossible({ does }: Option): boolean {
  return does !== "AS_OF" || document.getElementById("as-of") !== null;
}

function act(does: NonNullable<Option["does"]>) {
  if (does === "PRINT") window.print();
  if (does === "AS_OF") {
    document.getElementById("as-of")?.showPopover();
    document.getElementById("asOf")?.focus();
  }
  if (does === "SIGN_OUT")
    document.querySelector<HTMLFormElement>("form#sign-out")?.requestSubmit();
}
