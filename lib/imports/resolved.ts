import { isStronger, type Role } from "../documents/roles";
import type { UnitMatch } from "./unit-matches";

/** The directory's names for each name of the notice, also of those still to be made; none while it is open. */
export function resolver(matches: readonly UnitMatch[]): (name: string) => readonly string[] {
  const names = new Map(
    matches.map(({ name, standsFor }) => [name, standsFor.map((each) => each.name)]),
  );
  return (name) => names.get(name) ?? [];
}

/** Units under the directory's names, each once, in its strongest role. */
export function resolvedUnits(
  units: readonly { name: string; role: Role }[],
  resolve: (name: string) => readonly string[],
): { name: string; role: Role }[] {
  const roles = new Map<string, Role>();
  for (const { name, role } of units) {
    const known = resolve(name);
    for (const each of known.length > 0 ? known : [name]) {
      const before = roles.get(each);
      if (!before || isStronger(role, before)) roles.set(each, role);
    }
  }
  return [...roles].map(([name, role]) => ({ name, role }));
}
