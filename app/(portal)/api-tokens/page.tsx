import type { Metadata } from "next";
import { CreateTokenForm } from "@/components/api-tokens/create-token-form";
import { TokenTable } from "@/components/api-tokens/token-table";
import { Card, Empty } from "@/components/ui/card";
import { ScrollBox } from "@/components/ui/scroll-box";
import { listApiTokens } from "@/lib/accounts/queries";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../frame";
import { createApiTokenAction, revokeApiTokenAction } from "./actions";

export const metadata: Metadata = { title: "数据接口" };

export default async function ApiTokensPage() {
  const actor = await requireActor();
  const tokens = await answer(listApiTokens(actor));
  const active = tokens.filter((token) => token.revokedAt === null).length;
  return (
    <Frame current="api-tokens">
      <h1 className="font-bold text-xl">数据接口</h1>
      <p className="mb-4 text-ink-2 text-sm">
        供其他政务系统读取已审核的进展和批示。令牌只能读，不能填报、审核或更改分工。
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Card title="接口令牌" note={`在用 ${active} 个，共 ${tokens.length} 个`}>
          {tokens.length === 0 ? (
            <Empty>还没有令牌。填写用途后即可创建。</Empty>
          ) : (
            <TokenTable tokens={tokens} revoke={revokeApiTokenAction} />
          )}
        </Card>
        <Card title="创建令牌" className="xl:row-span-2">
          <CreateTokenForm action={createApiTokenAction} />
        </Card>
        <Card title="使用方法">
          <p>在请求头 Authorization 中带上令牌，读取某一年度的工作要点：</p>
          <ScrollBox label="请求示例，可左右滚动" className="my-2 rounded-lg bg-sunken px-3 py-2">
            <pre className="font-mono text-sm">{EXAMPLE}</pre>
          </ScrollBox>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
            <dt>
              <code>2024</code>
            </dt>
            <dd>年度，四位数字。</dd>
            <dt>
              <code>asOf</code>
            </dt>
            <dd>统计截止日，写作 2024-09-06；省略即为当天。同一天任何时候读取，结果都一样。</dd>
            <dt>答复</dt>
            <dd>JSON：总体、各章、各要点的进度、序时进度、亮灯及原因，以及各责任单位的进度。</dd>
            <dt>其他地址</dt>
            <dd>
              要点 <code>/points</code>、单位 <code>/units</code>、审核通过的进展{" "}
              <code>/updates</code>，接在年度之后；全部参数和答复见{" "}
              <code>/api/v1/openapi.json</code>。
            </dd>
            <dt>
              <code>401</code>
            </dt>
            <dd>没有令牌，或令牌已停用。</dd>
            <dt>
              <code>404</code>
            </dt>
            <dd>没有这一年度的工作要点。</dd>
          </dl>
        </Card>
      </div>
    </Frame>
  );
}

const EXAMPLE = `curl -H "Authorization: Bearer <令牌>" \\
  "https://<本系统地址>/api/v1/plans/2024?asOf=2024-09-06"`;
