import { LIGHT_NAMES } from "@/lib/glossary";
import type { Light } from "@/lib/status/rules";
import { LightMark } from "../status/light";

/** Every light with its shape and word. */
export function LightLegend() {
  return (
    <ul aria-label="图例" className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {(Object.keys(LIGHT_NAMES) as Light[]).map((light) => (
        <li key={light}>
          <LightMark light={light} />
        </li>
      ))}
    </ul>
  );
}
