"use client";
import { useEffect, useRef, useState } from "react";
import { shanghaiDate, shanghaiTime } from "@/lib/dates";

export type NamedFile = { name: string; file: File };

/**
 * Files that are dropped on the element or pasted anywhere on the page. A drop beside it is caught:
 * the browser would open the file and leave the form. `over` is true while files hover over it.
 */
export function useFileIntake(
  zone: React.RefObject<HTMLElement | null>,
  take: (files: NamedFile[]) => void,
) {
  const [over, setOver] = useState(false);
  const taker = useRef(take);
  useEffect(() => {
    taker.current = take;
  });
  useEffect(() => {
    const onZone = (event: DragEvent) =>
      event.target instanceof Node && zone.current?.contains(event.target) === true;
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = onZone(event) ? "copy" : "none";
      setOver(onZone(event));
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(false);
      if (onZone(event)) taker.current(filesOf(event.dataTransfer.files));
    };
    const paste = (event: ClipboardEvent) => {
      const { clipboardData } = event;
      if (!clipboardData) return;
      const { files, types } = clipboardData;
      // Text from Word brings a picture of itself along: in a text field the text is meant.
      const inText = event.target instanceof Element && event.target.closest("textarea, input");
      if (files.length === 0 || (inText && types.includes("text/plain"))) return;
      event.preventDefault();
      taker.current(filesOf(files).map(withOwnName));
    };
    document.addEventListener("dragover", drag);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("dragover", drag);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
      document.removeEventListener("paste", paste);
    };
  }, [zone]);
  return over;
}

export const filesOf = (files: ArrayLike<File>): NamedFile[] =>
  Array.from(files, (file) => ({ name: file.name, file }));

/** Every pasted picture is called image.png by the browser: they would pass for versions of one file. */
function withOwnName({ name, file }: NamedFile, index: number): NamedFile {
  const ending = /^image(\.[a-z]+)$/.exec(name)?.[1];
  if (ending === undefined) return { name, file };
  const now = new Date();
  const time = shanghaiTime(now, "second").replaceAll(":", "");
  const number = index > 0 ? `-${index + 1}` : "";
  return { name: `粘贴的图片-${shanghaiDate(now)}-${time}${number}${ending}`, file };
}
