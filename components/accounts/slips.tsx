"use client";
import { useSyncExternalStore } from "react";
import type { Slip } from "@/lib/accounts/slips";
import type { FormState } from "@/lib/form-state";
import { dayTime } from "@/lib/format";
import { Button } from "../ui/button";

/** What a form was told to show once, or null. */
export function slipsOf(state: FormState): Slip[] | null {
  const kept = state.status === "done" ? state.result?.slips : undefined;
  return typeof kept === "string" ? (JSON.parse(kept) as Slip[]) : null;
}

/** One-time passwords, this once: on paper a slip for each, to be cut apart. */
export function Slips({ slips }: { slips: Slip[] }) {
  // Where the operator has not said the portal's address, it is where the administrator came in.
  const here = useSyncExternalStore<string | null>(
    () => () => {},
    () => window.location.origin,
    () => null,
  );
  return (
    <section className="rounded-lg bg-mark px-4 py-3" aria-label="一次性密码" data-slips>
      <div className="flex flex-wrap items-baseline justify-between gap-2 print:hidden">
        <p className="font-semibold">
          一次性密码只显示这一次，请立即打印或抄下并转交本人。七天内首次登录时须更换。
        </p>
        <Button onClick={() => window.print()}>打印密码条</Button>
      </div>
      <ul className="mt-3 grid gap-3 sm:grid-cols-2 print:grid-cols-2">
        {slips.map((slip) => (
          <li
            key={slip.name}
            className="break-inside-avoid rounded-lg border border-edge border-dashed bg-card px-4 py-3"
          >
            <p className="text-ink-2 text-sm">
              对口合作督办 · {[slip.unit, slip.post].filter(Boolean).join(" · ")}
            </p>
            <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3">
              <dt>账号</dt>
              <dd className="font-mono">{slip.name}</dd>
              <dt>一次性密码</dt>
              <dd className="font-mono">{slip.password}</dd>
              {(slip.address ?? here) && (
                <>
                  <dt>登录地址</dt>
                  <dd className="break-all font-mono">{slip.address ?? here}</dd>
                </>
              )}
              <dt>有效期至</dt>
              <dd className="tabular-nums">{dayTime(new Date(slip.until))}</dd>
            </dl>
            {slip.waiting && <p className="mt-1 font-semibold">待另一管理员确认后可用。</p>}
            <p className="mt-1 text-ink-2 text-xs">
              首次登录时必须更换，过期请管理员重新发放。请勿拍照、转发。
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
