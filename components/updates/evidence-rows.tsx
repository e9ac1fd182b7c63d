"use client";
import { useEffect, useRef, useState } from "react";
import type { EvidenceView } from "@/lib/evidence/queries";
import { fileSize } from "@/lib/evidence-kinds";
import { monthDayTime } from "@/lib/format";
import { Button } from "../ui/button";
import { EvidenceLinks } from "./evidence-list";
import type { Upload } from "./evidence-shelf";

const ROW = "flex items-center justify-between gap-x-3 border-line border-b py-2 last:border-b-0";
const SMALL = "shrink-0 px-2 py-1 text-sm";
// Browsers draw it grey on grey; each of them names the parts in its own way.
const PROGRESS =
  "h-2 w-40 max-w-full appearance-none overflow-hidden rounded-full border-0 bg-line [&::-moz-progress-bar]:bg-accent-fill [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent-fill";

/** A file that stands on the draft. Taking it off is asked for twice: it does not come back by itself. */
export function PresentFile({
  file,
  fault,
  scripted,
  onRemove,
}: {
  file: EvidenceView;
  fault: string | undefined;
  scripted: boolean;
  onRemove: () => Promise<void>;
}) {
  const [asking, setAsking] = useState(false);
  const [removing, setRemoving] = useState(false);
  const sure = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) sure.current?.focus();
  }, [asking]);
  return (
    <li className={ROW}>
      <div className="min-w-0 grow">
        <EvidenceLinks file={file} />
        <p className="text-ink-2 text-sm">
          {file.uploadedBy} {monthDayTime(new Date(file.uploadedAt))}上传
        </p>
        {fault && <p className="text-red text-sm">{fault}</p>}
      </div>
      {scripted && !asking && (
        <Button
          look="quiet"
          className={SMALL}
          aria-label={`移除 ${file.name}`}
          onClick={() => setAsking(true)}
        >
          移除
        </Button>
      )}
      {asking && (
        <span className="flex shrink-0 flex-col gap-2 sm:flex-row">
          <Button
            ref={sure}
            look="danger"
            className={SMALL}
            aria-label={`确认移除 ${file.name}`}
            aria-disabled={removing}
            onClick={async () => {
              if (removing) return;
              setRemoving(true);
              await onRemove();
              setRemoving(false);
              setAsking(false);
            }}
          >
            {removing ? "正在移除…" : "确认移除"}
          </Button>
          <Button className={SMALL} onClick={() => setAsking(false)}>
            保留
          </Button>
        </span>
      )}
    </li>
  );
}

/** A file on its way, or one that did not arrive and why. */
export function UploadRow({
  upload,
  onRetry,
  onDrop,
}: {
  upload: Upload;
  onRetry: () => void;
  onDrop: () => void;
}) {
  const { name, file, state, sent } = upload;
  const percent = file.size === 0 ? 0 : Math.min(100, Math.round((sent / file.size) * 100));
  const failed = state === "failed";
  return (
    <li className={ROW}>
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-2.5">
          <bdi className="[overflow-wrap:anywhere]">{name}</bdi>
          <span className="text-ink-2 text-sm">{fileSize(file.size)}</span>
        </p>
        {failed ? (
          <p className="text-red text-sm">{upload.message}</p>
        ) : (
          <p className="flex items-center gap-2 text-ink-2 text-sm">
            <progress
              max={100}
              value={percent}
              aria-label={`${name} 上传进度`}
              className={PROGRESS}
            />
            {progressText(state, percent)}
          </p>
        )}
      </div>
      <span className="flex shrink-0 flex-col gap-2 sm:flex-row">
        {failed && upload.again && (
          <Button className={SMALL} aria-label={`重试 ${name}`} onClick={onRetry}>
            重试
          </Button>
        )}
        <Button
          look="quiet"
          className={SMALL}
          aria-label={failed ? `不再显示 ${name}` : `取消上传 ${name}`}
          onClick={onDrop}
        >
          {failed ? "不再显示" : "取消"}
        </Button>
      </span>
    </li>
  );
}

function progressText(state: Upload["state"], percent: number): string {
  if (state === "waiting") return "等待上传";
  return percent === 100 ? "正在核对…" : `${percent}%`;
}
