"use client";
import { useEffect, useRef, useState } from "react";
import type { EvidenceView } from "@/lib/evidence/queries";
import { ACCEPT, type EvidenceLimits, fileSize, KIND_WORDS } from "@/lib/evidence-kinds";
import { Button } from "../ui/button";
import { PresentFile, UploadRow } from "./evidence-rows";
import type { EvidencePlace } from "./evidence-sending";
import { filesOf, type NamedFile, useFileIntake } from "./use-file-intake";
import { useUploads } from "./use-uploads";

/**
 * 佐证材料 of a draft. Files go to the server by themselves, one request each, and are no part of the
 * form around them: none of its controls has a name, and its events do not reach the form.
 */
export function EvidenceField({
  writer,
  place,
  files,
  limits,
}: {
  /** the account: files left unsent are taken up again by nobody else */
  writer: number;
  place: EvidencePlace;
  files: EvidenceView[];
  limits: EvidenceLimits;
}) {
  const evidence = useUploads(writer, place, files);
  const { shelf, pending } = evidence;
  const box = useRef<HTMLElement>(null);
  const zone = useRef<HTMLDivElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const take = (chosen: NamedFile[]) => shelf.add(chosen, limits);
  const over = useFileIntake(zone, take);
  const held = useHeldForm(box, pending > 0);
  const total = evidence.files.reduce((sum, file) => sum + file.size, 0);
  return (
    <section
      ref={box}
      id="evidence"
      tabIndex={-1}
      aria-labelledby="evidence-label"
      className="grid gap-1.5"
    >
      <div className="flex items-baseline justify-between gap-3">
        <h3 id="evidence-label" className="font-semibold">
          佐证材料
        </h3>
        <span className="text-ink-2 text-sm">
          {evidence.files.length === 0
            ? "选填"
            : `${evidence.files.length} 个，共 ${fileSize(total)} / ${fileSize(limits.report)}`}
        </span>
      </div>
      <p id="evidence-hint" className="text-ink-2 text-sm">
        可上传 {KIND_WORDS}；单个不超过 {fileSize(limits.file)}，合计不超过{" "}
        {fileSize(limits.report)}。同名文件再次上传即为新版本。
      </p>
      <div
        ref={zone}
        hidden={!scripted}
        className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-dashed px-3 py-3 ${over ? "border-accent bg-chosen" : "border-grey-edge"}`}
      >
        <Button
          ref={button}
          aria-describedby="evidence-hint"
          onClick={() => chooser.current?.click()}
        >
          选择文件
        </Button>
        <span className="text-ink-2 text-sm max-sm:hidden">
          {over ? "松开即上传" : "或把文件拖到这里，截图可直接粘贴（Ctrl + V）"}
        </span>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          accept={ACCEPT}
          aria-label="选择佐证材料"
          onChange={(event) => {
            event.stopPropagation();
            take(filesOf(event.target.files ?? []));
            // The same file may be chosen again after it failed.
            event.target.value = "";
          }}
        />
      </div>
      <noscript>
        <p className="text-sm">上传佐证材料需要启用浏览器的 JavaScript。</p>
      </noscript>
      {held && pending > 0 && (
        <p className="text-red text-sm">
          还有 {pending} 个文件没有传完，请等上传完成，或取消后再提交。
        </p>
      )}
      {evidence.files.length + evidence.uploads.length > 0 && (
        <ul className="grid">
          {evidence.files.map((file) => (
            <PresentFile
              key={file.id}
              file={file}
              fault={evidence.faults[file.id]}
              scripted={scripted}
              onRemove={async () => {
                await shelf.remove(file);
                button.current?.focus();
              }}
            />
          ))}
          {evidence.uploads.map((upload) => (
            <UploadRow
              key={upload.key}
              upload={upload}
              onRetry={() => shelf.retry(upload.key)}
              onDrop={() => {
                shelf.drop(upload.key);
                button.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
      <p aria-live="polite" className="sr-only">
        {evidence.news}
      </p>
    </section>
  );
}

/**
 * While files are on their way the form around them is not sent: they would be missing from the
 * report. True once that has happened. The listener stands on the form itself, before React's.
 */
function useHeldForm(box: React.RefObject<HTMLElement | null>, busy: boolean): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const form = box.current?.closest("form");
    if (!form || !busy) return;
    const hold = (event: SubmitEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setHeld(true);
      box.current?.focus();
    };
    form.addEventListener("submit", hold);
    return () => {
      form.removeEventListener("submit", hold);
      setHeld(false);
    };
  }, [box, busy]);
  return held;
}
