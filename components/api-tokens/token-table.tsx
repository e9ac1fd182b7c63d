import type { ApiTokenRow } from "@/lib/accounts/queries";
import type { FormState } from "@/lib/form-state";
import { dayTime } from "@/lib/format";
import { ScrollBox } from "../ui/scroll-box";
import { TableHead } from "../ui/table-head";
import { RevokeTokenForm } from "./revoke-token-form";

/** Every token there ever was, those in force first. */
export function TokenTable({
  tokens,
  revoke,
}: {
  tokens: ApiTokenRow[];
  revoke: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  return (
    <ScrollBox label="接口令牌表，可左右滚动">
      <table className="w-full min-w-[38rem]">
        <caption className="sr-only">接口令牌，在用的在前</caption>
        <TableHead names={["用途", "创建时间", "最近使用", "状态", "操作"]} />
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id} className="border-line border-b align-top last:border-0">
              <th scope="row" className="py-2 pr-4 text-left font-semibold">
                {token.label}
              </th>
              <td className="whitespace-nowrap py-2 pr-4">{dayTime(token.createdAt)}</td>
              <td className="whitespace-nowrap py-2 pr-4">
                {token.lastUsedAt ? dayTime(token.lastUsedAt) : "尚未使用"}
              </td>
              <td className="whitespace-nowrap py-2 pr-4">
                {token.revokedAt ? (
                  <span className="text-ink-2">{dayTime(token.revokedAt)} 停用</span>
                ) : (
                  <span className="text-green">在用</span>
                )}
              </td>
              <td className="py-2">
                {!token.revokedAt && (
                  <RevokeTokenForm action={revoke} id={token.id} label={token.label} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
