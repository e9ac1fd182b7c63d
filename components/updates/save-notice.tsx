import { monthDayTime, shanghaiClock } from "@/lib/format";
import { paths } from "@/lib/paths";
import { Button } from "../ui/button";
import type { SaveStatus } from "./save-status";

/** 已自动保存 16:20:08, read aloud when it changes. */
export function SaveNotice(props: SaveFacts) {
  return (
    <p role="status" className="text-right text-sm">
      <SaveText {...props} />
    </p>
  );
}

type SaveFacts = {
  status: SaveStatus;
  draftedAt: string | null;
  /** false until JavaScript runs: nothing saves by itself before */
  scripted: boolean;
  /** how many blocks two people changed and this one has still to decide about */
  undecided: number;
};

function SaveText({ status, draftedAt, scripted, undecided }: SaveFacts) {
  switch (status.kind) {
    case "saving":
      return <span className="text-ink-2">正在保存…</span>;
    case "submitting":
      return <span className="font-semibold">正在提交，收到答复之前不能修改</span>;
    case "saved":
      return undecided > 0 ? (
        <span className="text-amber">
          其余内容已自动保存 {shanghaiClock(new Date(status.at))}，{undecided} 栏待您选择用哪一份
        </span>
      ) : (
        <span className="text-green">已自动保存 {shanghaiClock(new Date(status.at))}</span>
      );
    case "partly":
      return (
        <>
          <span className="text-red">有一栏没有保存：{status.message}</span>{" "}
          <span className="text-ink-2">
            其余内容已自动保存 {shanghaiClock(new Date(status.at))}
          </span>
        </>
      );
    case "offline":
      return <span className="text-red">网络不通，内容已存在本机浏览器，恢复后自动保存</span>;
    case "signed-out":
      return (
        <span className="text-red">
          登录已过期，内容已存在本机浏览器。请
          <a href={paths.signIn()} target="_blank" rel="noopener" className="underline">
            另开一页登录
          </a>
          ，登录后自动保存
        </span>
      );
    case "refused":
      return <span className="text-red">未保存：{status.message}</span>;
    case "stale":
      return <span className="text-red">页面已过时，请按提示处理</span>;
    case "idle":
      return (
        <span className="text-ink-2">
          {draftedAt
            ? `草稿保存于 ${monthDayTime(new Date(draftedAt))}`
            : scripted && "填写后自动保存"}
        </span>
      );
  }
}

/** The report was handed in or sent back elsewhere: this page has nothing left to merge with. */
export function OldPage({ message, onGiveUp }: { message: string; onGiveUp: () => void }) {
  return (
    <div
      role="alert"
      className="rounded-lg border border-amber-fill border-l-4 bg-sunken px-4 py-3"
    >
      <p className="font-semibold">{message}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button onClick={() => window.open(window.location.href, "_blank", "noopener")}>
          另开一页看现在的内容
        </Button>
        <Button
          onClick={() => {
            onGiveUp();
            window.location.reload();
          }}
        >
          刷新本页
        </Button>
      </div>
    </div>
  );
}
