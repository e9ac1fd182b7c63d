import type { Places } from "@/lib/accounts/listing";
import { ROLE_NAMES } from "@/lib/glossary";
import { Field } from "../ui/field";

/** 角色 with what goes with it: the unit of a 填报员, the city of a 审核员 or 领导. */
export function PlaceFields({
  places,
  given,
  errors,
}: {
  places: Places;
  given: { role?: string; post?: string; unitId?: string; cityId?: string };
  errors: Record<string, string>;
}) {
  return (
    <>
      <Field name="role" label="角色" error={errors.role}>
        {(control) => (
          <select
            {...control}
            className="control"
            defaultValue={given.role ?? "STAFF"}
            onChange={({ currentTarget: { form, value } }) => {
              // What does not go with the role is let go of; whoever meant it chooses it again.
              if (value !== "STAFF") clear(form, "unitId");
              if (value !== "REVIEWER" && value !== "LEADER") clear(form, "cityId");
            }}
          >
            {Object.entries(ROLE_NAMES).map(([role, name]) => (
              <option key={role} value={role}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        name="post"
        label="岗位"
        hint="显示在本人所办的每件事旁边，例如：填报员、办公室主任。"
        error={errors.post}
      >
        {(control) => (
          <input {...control} className="control" autoComplete="off" defaultValue={given.post} />
        )}
      </Field>
      <Field name="unitId" label="责任单位" hint="填报员必选，其他角色不选。" error={errors.unitId}>
        {(control) => (
          <select {...control} className="control" defaultValue={given.unitId ?? ""}>
            <option value="">无</option>
            {places.units.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        name="cityId"
        label="城市"
        hint="审核员、领导只管一市的选择该市；不选为全部城市。"
        error={errors.cityId}
      >
        {(control) => (
          <select {...control} className="control" defaultValue={given.cityId ?? ""}>
            <option value="">全部</option>
            {places.cities.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}

function clear(form: HTMLFormElement | null, name: string): void {
  const field = form?.elements.namedItem(name);
  if (field instanceof HTMLSelectElement) field.value = "";
}
