import type { GroupChoice, UnitLine } from "@/lib/assignments/queries";
import { RoleSelect } from "./entry-select";

/** One 集合单位 of the point: its own role, the members it has or the text suggests, and all others. */
export function GroupFields({
  group,
  chosenOf,
  cities,
}: {
  group: GroupChoice;
  chosenOf: (line: UnitLine) => string;
  cities: { id: number }[];
}) {
  const { line, members, others, resolved } = group;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1">
        <span className="font-semibold">集合单位「{line.name}」</span>
        <span className="block text-ink-2 text-sm">{sentenceOf(group)}</span>
      </legend>
      <ul className="divide-y divide-line border-line border-t">
        {members.map((member) => (
          <RoleSelect key={member.id} line={member} chosen={chosenOf(member)} cities={cities} />
        ))}
      </ul>
      <details className="border-line border-t pt-1.5">
        <summary className="text-accent text-sm">
          {members.length > 0 ? "其他可选单位" : "从可选单位中选择"}（{others.length} 家）
        </summary>
        <ul className="divide-y divide-line">
          {others.map((other) => (
            <RoleSelect key={other.id} line={other} chosen={chosenOf(other)} cities={cities} />
          ))}
        </ul>
      </details>
      <details className="pt-1">
        <summary className="text-accent text-sm">集合单位本身</summary>
        <ul>
          <RoleSelect line={line} chosen={chosenOf(line)} cities={cities} />
        </ul>
        {resolved && <p className="text-ink-2 text-xs">移出集合单位前，请先将它的成员全部移出。</p>}
      </details>
    </fieldset>
  );
}

function sentenceOf({ resolved, members, others, scope }: GroupChoice): string {
  if (resolved) return `已明确 ${members.length} 家成员单位。`;
  if (members.length + others.length === 0) {
    return "待明确：名录中还没有可选的成员单位，请先到名录补充区县、功能区或部门，再来明确。";
  }
  if (members.length === 0) return "待明确：文件没有点名，请选择成员单位。";
  if (scope === "EVERY") return `待明确：可选的 ${members.length} 家全部建议纳入。`;
  return "待明确：文件点名，建议纳入。";
}
