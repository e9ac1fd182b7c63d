import { TapForm } from "@/components/watches/tap-form";
import { askMembersAction } from "./assignments/actions";

/** Where nobody can be addressed: why, and one tap that asks the admins for the members. */
export function AskMembers({
  points,
  children,
}: {
  /** whose 集合单位 have no members */
  points: number[];
  /** what cannot be done before */
  children: React.ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-ink-2">{children}</p>
      <TapForm action={askMembersAction} hidden={{ points: points.join(",") }}>
        请管理员明确成员
      </TapForm>
    </div>
  );
}
