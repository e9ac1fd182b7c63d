import { monthDayTime, shanghaiClock } from "@/lib/format";
import { Button } from "../ui/button";
import type { SaveStatus } from "./use-autosave";

/** 已自动保存 16:20:08, read aloud when it changes. */
export function SaveNotice({
  status,
  draftedAt,
}: {
  status: SaveStatus;
  draftedAt: string | null;
}) {
  return (
    <p role="status" className="text-right text-sm">
      <SaveText status={status} draftedAt={draftedAt} />
    </p>
  );
}

function SaveText({ status, draftedAt }: { status: SaveStatus; draftedAt: string | null }) {
  switch (status.kind) {
    case "saving":
      return <span className="text-ink-2">正在保存…</span>;
    case "saved":
      return <span className="text-green">已自动保存 {shanghaiClock(new Date(status.at))}</span>;
    case "offline":
      return <span className="text-red">网络不通，内容留在页面上，恢复后自动保存，请勿关闭</span>;
    case "refused":
      return <span className="text-red">未保存：{status.message}</span>;
    case "stale":
      return <span className="text-red">草稿有冲突，请先选择保留哪一份</span>;
    case "idle":
      return (
        <span className="text-ink-2">
          {draftedAt ? `草稿保存于 ${monthDayTime(new Date(draftedAt))}` : "填写后自动保存"}
        </span>
      );
  }
}

/** Two people, or two tabs, on one draft: the second decides, nothing is lost meanwhile. */
export function DraftConflict({
  message,
  onKeepMine,
  onGiveUp,
}: {
  message: string;
  onKeepMine: () => void;
  onGiveUp: () => void;
}) {
  return (
    <div
      role="alert"
      className="rounded-lg border border-amber-fill border-l-4 bg-sunken px-4 py-3"
    >
      <p className="font-semibold">{message}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button onClick={onKeepMine} look="primary">
          保留我的内容
        </Button>
        <Button onClick={() => window.open(window.location.href, "_blank", "noopener")}>
          另开一页看对方的内容
        </Button>
        <Button
          onClick={() => {
            onGiveUp();
            window.location.reload();
          }}
        >
          放弃我的，改用对方的内容
        </Button>
      </div>
    </div>
  );
}
