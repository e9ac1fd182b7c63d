import type { EvidenceView } from "@/lib/evidence/queries";
import { type EvidenceLimits, fileFault, totalFault } from "@/lib/evidence-kinds";
import { type EvidencePlace, sendFile } from "./evidence-sending";

export type Upload = {
  key: number;
  file: File;
  name: string;
  state: "waiting" | "sending" | "failed";
  /** bytes gone out */
  sent: number;
  /** why it failed */
  message: string;
  /** whether the same file may be tried again */
  again: boolean;
};

export type Shelf = {
  files: EvidenceView[];
  uploads: Upload[];
  /** read aloud */
  news: string;
  /** file → why it could not be removed */
  faults: Record<number, string>;
};

/** More at once only share the same line. */
const AT_ONCE = 2;

let lastKey = 0;

/**
 * The files of one draft and what is on its way to it. It outlives the form that shows it, which is
 * drawn anew after every mistake: what is being sent goes on.
 */
export function createShelf(place: EvidencePlace) {
  let shelf: Shelf = { files: [], uploads: [], news: "", faults: {} };
  let given: EvidenceView[] | null = null;
  const listeners = new Set<() => void>();
  const stops = new Map<number, () => void>();

  const put = (change: Partial<Shelf>) => {
    shelf = { ...shelf, ...change };
    for (const listener of listeners) listener();
  };
  const change = (key: number, part: Partial<Upload>) =>
    put({
      uploads: shelf.uploads.map((each) => (each.key === key ? { ...each, ...part } : each)),
    });
  const without = (key: number) => shelf.uploads.filter((each) => each.key !== key);

  function sendNext() {
    const busy = shelf.uploads.filter((each) => each.state === "sending").length;
    const next = shelf.uploads.find((each) => each.state === "waiting");
    if (!next || busy >= AT_ONCE) return;
    const { key, name, file } = next;
    change(key, { state: "sending", sent: 0 });
    const { stop, end } = sendFile({ place, name, file }, (sent) => change(key, { sent }));
    stops.set(key, stop);
    end.then((answer) => {
      stops.delete(key);
      if ("view" in answer) {
        const { view } = answer;
        const files = [...shelf.files.filter((each) => each.name !== view.name), view];
        put({ files, uploads: without(key), news: `已上传“${name}”。` });
      } else if (shelf.uploads.some((each) => each.key === key)) {
        change(key, { state: "failed", ...answer });
        put({ news: `“${name}”上传失败：${answer.message}` });
      }
      sendNext();
    });
    sendNext();
  }

  return {
    state: () => shelf,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** What the server says now stands on the draft; the same list again changes nothing. */
    adopt(files: EvidenceView[]) {
      if (given === files) return;
      given = files;
      put({ files, faults: {} });
    },
    add(files: { name: string; file: File }[], limits: EvidenceLimits) {
      for (const { name, file } of files) {
        const fault = fileFault(name, file.size, limits) ?? overfull(shelf, name, file, limits);
        lastKey += 1;
        const upload: Upload = {
          key: lastKey,
          file,
          name,
          state: fault === null ? "waiting" : "failed",
          sent: 0,
          message: fault ?? "",
          again: false,
        };
        put({
          uploads: [...shelf.uploads, upload],
          news: fault ?? `正在上传 ${files.length} 个文件。`,
        });
      }
      sendNext();
    },
    retry(key: number) {
      change(key, { state: "waiting", message: "" });
      sendNext();
    },
    /** Stops what is on its way, or puts a failed one out of sight. */
    drop(key: number) {
      const name = shelf.uploads.find((each) => each.key === key)?.name;
      put({ uploads: without(key), news: `已取消“${name}”。` });
      stops.get(key)?.();
      sendNext();
    },
    async remove(file: EvidenceView) {
      const fault = await removeFile(file.id);
      if (fault === null) {
        const files = shelf.files.filter((each) => each.id !== file.id);
        put({ files, news: `已移除“${file.name}”。` });
      } else put({ faults: { ...shelf.faults, [file.id]: fault }, news: fault });
    },
  };
}

function overfull(shelf: Shelf, name: string, file: File, limits: EvidenceLimits) {
  const coming = shelf.uploads.filter((each) => each.state !== "failed");
  // One of the same name takes the place of the earlier.
  const staying = shelf.files.filter((each) => each.name !== name);
  const others =
    staying.reduce((sum, each) => sum + each.size, 0) +
    coming.reduce((sum, each) => sum + each.file.size, 0);
  return totalFault(name, file.size, others, limits);
}

async function removeFile(id: number): Promise<string | null> {
  try {
    const answer = await fetch(`/api/evidence/${id}`, { method: "DELETE" });
    if (answer.ok) return null;
    return ((await answer.json()) as { message: string }).message;
  } catch {
    return "没有移除：网络不通，请稍后重试。";
  }
}
