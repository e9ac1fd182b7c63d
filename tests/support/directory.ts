import { type DirectoryRow, getDirectory } from "@/lib/directory/queries";
import { unitSeal } from "@/lib/directory/rules";
import type { SaveUnitInput } from "@/lib/directory/schema";
import type { Actor } from "@/lib/policy";

/** A unit of the 名录 by its present name. */
export async function unitIn(admin: Actor, name: string): Promise<DirectoryRow> {
  const { units } = await getDirectory(admin);
  const unit = units.find((each) => each.name === name);
  if (!unit) throw new Error(`${name} is not in the 名录`);
  return unit;
}

/** What the form of a unit would send, with some fields changed. */
export function unitInput(unit: DirectoryRow, change: Partial<SaveUnitInput> = {}): SaveUnitInput {
  return {
    unitId: unit.id,
    seal: unitSeal(unit),
    name: unit.name,
    shortName: unit.shortName,
    aliases: unit.aliases,
    kind: unit.kind,
    scope: unit.scope ?? undefined,
    cityId: unit.cityId ?? undefined,
    counterpartId: unit.counterpartId ?? undefined,
    ...change,
  };
}
