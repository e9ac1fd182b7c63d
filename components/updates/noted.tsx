/** The reviewer's word at a block that has no single field. */
export function Noted({ name, note }: { name: string; note: string | undefined }) {
  if (!note) return null;
  return (
    <p id={name} className="-mb-3 text-red text-sm">
      审核意见：{note}
    </p>
  );
}
