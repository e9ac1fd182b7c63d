import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { Carried } from "@/lib/imports/last-year";
import { Field } from "../ui/field";
import type { Failed } from "./draft-form";

/** What last year left over, ticked to go along into the new plan; an item with a day gets a new one. */
export function CarryFields({
  carried,
  title,
  failed,
}: {
  carried: Carried[];
  title: string;
  failed: Failed;
}) {
  const past = carried.filter((each) => each.kind === "ITEM" && isPast(each)).length;
  const groups = [
    ["没有完成的举措", lateFirst(carried.filter(({ kind }) => kind === "ITEM"))],
    ["管理员补充的单位", carried.filter(({ kind }) => kind === "UNIT")],
  ] as const;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-semibold">从《{title}》带过来</legend>
      {groups.map(
        ([name, list]) =>
          list.length > 0 && (
            <details
              key={name}
              open={list.some((each) => each.kind === "ITEM" && isPast(each))}
              className="rounded-lg bg-sunken px-3 py-2"
            >
              <summary className="cursor-pointer">
                {name} {list.length} 个
                {list[0]?.kind === "ITEM" && past > 0 && (
                  <span className="text-ink-2">
                    （{past} 个原定日期已过，已按新一年的同日填好，不晚于要点的时限，请核对）
                  </span>
                )}
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
                        defaultChecked={each.kind === "UNIT" || each.like === null}
                        className="mt-1"
                      />
                      <span className="min-w-0">
                        第 {each.number} 项：
                        {each.kind === "ITEM"
                          ? each.text
                          : `${each.unit}，${ASSIGNMENT_ROLE_NAMES[each.role]}${each.group ? `，属${each.group}` : ""}`}
                        {each.kind === "ITEM" && each.like !== null && (
                          <span className="text-ink-2">（{likeSaid(each.text, each.like)}）</span>
                        )}
                        {each.kind === "ITEM" && <ItemSaid item={each} />}
                      </span>
                    </label>
                    {each.kind === "ITEM" && each.suggestedOn !== null && (
                      <div className="mt-1 ml-6 max-w-56">
                        <Field
                          name={`due.${each.key}`}
                          label="新的时限"
                          error={failed?.fields[`due.${each.key}`]}
                        >
                          {(control) => (
                            <input
                              {...control}
                              type="date"
                              className="control"
                              defaultValue={
                                failed?.typed[`due.${each.key}`] ?? each.suggestedOn ?? ""
                              }
                            />
                          )}
                        </Field>
                      </div>
                    )}
                  </li>
                ))}
              </ul>
            </details>
          ),
      )}
    </fieldset>
  );
}

const likeSaid = (text: string, like: string) =>
  like === text
    ? "新通知里已有这一句，默认不带"
    : `新通知里有相近的一句“${like}”，默认不带；两句都要的请勾选`;

type Item = Extract<Carried, { kind: "ITEM" }>;

/** Its day lies before the new plan's time. */
const isPast = ({ dueOn, suggestedOn }: Item) => dueOn !== null && dueOn !== suggestedOn;

/** Those whose day has to be looked at stand first. */
function lateFirst(list: Carried[]): Carried[] {
  const late = (each: Carried) => each.kind === "ITEM" && isPast(each);
  return [...list.filter(late), ...list.filter((each) => !late(each))];
}

/** Until when an item was, for whom, and whose side of it is left. */
function ItemSaid({ item }: { item: Item }) {
  const { dueOn, named, cities } = item;
  const said = [
    dueOn && `原定 ${dueOn}${isPast(item) ? "，已过" : ""}`,
    named.length > 0 && `由${named.map(({ name }) => name).join("、")}办`,
    cities && `只剩${cities.map(({ name }) => name).join("、")}未完成`,
  ].filter((each) => typeof each === "string");
  return said.length === 0 ? null : <span className="block text-ink-2">{said.join("；")}</span>;
}
