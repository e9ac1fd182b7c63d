import { LIGHT_NAMES } from "@/lib/glossary";
import { HALT_LETTERS, HALT_NAMES, LIGHT_LETTERS } from "@/lib/glossary-states";
import type { Halt } from "@/lib/plan/rules";
import type { Light } from "@/lib/status/rules";
import { LightMark } from "../status/light";

/** Every light with its shape and word; on a phone with the character that stands for it in a cell. */
export function LightLegend() {
  return (
    <ul aria-label="图例" className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {(Object.keys(LIGHT_NAMES) as Light[]).map((light) => (
        <li key={light} className="flex items-center gap-1">
          <LightMark light={light} />
          <Letter>{LIGHT_LETTERS[light]}</Letter>
        </li>
      ))}
      {(Object.keys(HALT_NAMES) as Halt[]).map((halt) => (
        <li key={halt} className="flex items-center gap-1 sm:hidden">
          {HALT_NAMES[halt]}
          <Letter>{HALT_LETTERS[halt]}</Letter>
        </li>
      ))}
    </ul>
  );
}

function Letter({ children }: { children: string }) {
  return <span className="text-ink-2 sm:hidden">（{children}）</span>;
}
