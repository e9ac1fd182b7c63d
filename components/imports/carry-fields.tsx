import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { Carried } from "@/lib/imports/last-year";

/** What last year left over, ticked to go along into the new plan. */
export function CarryFields({ carried, title }: { carried: Carried[]; title: string }) {
  const groups = [
    ["没有完成的举措", carried.filter(({ kind }) => kind === "ITEM")],
    ["管理员补充的单位", carried.filter(({ kind }) => kind === "UNIT")],
  ] as const;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-semibold">从《{title}》带过来</legend>
      {groups.map(
        ([name, list]) =>
          list.length > 0 && (
            <details key={name} className="rounded-lg bg-sunken px-3 py-2">
              <summary className="cursor-pointer">
                {name} {list.length} 个
              </summary>
              <ul
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by keyboard
                tabIndex={0}
                aria-label={name}
                className="mt-1.5 grid max-h-96 gap-1.5 overflow-y-auto text-sm"
              >
                {list.map((each) => (
                  <li key={each.key}>
                    <label className="flex items-start gap-2">
                      <input
                        type="checkbox"
                        name="accepted"
                        value={each.key}
                        defaultChecked={each.kind === "UNIT" || !each.listed}
                        className="mt-1"
                      />
                      <span className="min-w-0">
                        第 {each.number} 项：
                        {each.kind === "ITEM"
                          ? each.text
                          : `${each.unit}，${ASSIGNMENT_ROLE_NAMES[each.role]}${each.group ? `，属${each.group}` : ""}`}
                        {each.kind === "ITEM" && each.listed && (
                          <span className="text-ink-2">（新通知里已有这一句，默认不带）</span>
                        )}
                      </span>
                    </label>
                  </li>
                ))}
              </ul>
            </details>
          ),
      )}
    </fieldset>
  );
}
