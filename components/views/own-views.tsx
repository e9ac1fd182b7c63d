import type { FormState } from "@/lib/form-state";
import type { View } from "@/lib/views/queries";
import { Link } from "../ui/link";
import { ViewButton } from "./view-buttons";
import { ViewForm } from "./view-form";

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/** A person's own views in their order, with all that can be done to them. */
export function OwnViews({
  views,
  choices,
  actions,
}: {
  views: View[];
  choices: { value: string; label: string }[];
  actions: { change: Action; move: Action; remove: Action };
}) {
  return (
    <ol>
      {views.map((view, at) => {
        const about = `：${view.name}`;
        const sharing = view.sharing === "CITY" ? `CITY-${view.cityId}` : view.sharing;
        const shared = choices.find(({ value }) => value === sharing)?.label;
        return (
          <li key={view.id} className="border-line border-b py-2 last:border-0">
            <div className="flex flex-wrap items-center gap-x-3">
              <Link
                href={view.path}
                className="min-w-0 grow break-words font-semibold hover:underline"
              >
                {view.name}
              </Link>
              {view.sharing !== "NOBODY" && (
                <span className="text-ink-2 text-sm">{shared ?? "已共享"}</span>
              )}
              <span className="flex flex-wrap">
                <ViewButton
                  action={actions.move}
                  hidden={{ viewId: view.id, to: "UP" }}
                  label="上移"
                  about={about}
                  disabled={at === 0}
                />
                <ViewButton
                  action={actions.move}
                  hidden={{ viewId: view.id, to: "DOWN" }}
                  label="下移"
                  about={about}
                  disabled={at === views.length - 1}
                />
                <ViewButton
                  action={actions.remove}
                  hidden={{ viewId: view.id }}
                  label="删除"
                  about={about}
                />
              </span>
            </div>
            <details className="mt-1">
              <summary className="text-accent text-sm">
                {choices.length > 1 ? "改名与共享" : "改名"}
                <span className="sr-only">{about}</span>
              </summary>
              <div className="py-2">
                <ViewForm
                  action={actions.change}
                  id={`view-${view.id}`}
                  hidden={{ viewId: view.id }}
                  name={view.name}
                  sharing={sharing}
                  choices={choices}
                  submit="保存"
                />
              </div>
            </details>
          </li>
        );
      })}
    </ol>
  );
}
