import type { EvidenceView } from "@/lib/evidence/queries";
import { type EvidenceLimits, fileFault, totalFault } from "@/lib/evidence-kinds";
import { forgetFile, forgetNamed, keepFile, takeKept } from "./evidence-memory";
import { type EvidencePlace, listFiles, removeFile, sendFile } from "./evidence-sending";

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
  /** its number in the browser's own store, once it stands there */
  kept: Promise<number | null>;
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
/** By then the server has heard that an upload was broken off, in milliseconds. */
const HEARD = 2_000;

let lastKey = 0;

/**
 * The files of one draft and what is on its way to it. It outlives the form that shows it, which is
 * drawn anew after every mistake: what is being sent goes on.
 */
export function createShelf(writer: number, place: EvidencePlace) {
  const slot = slotOf(writer, place);
  let shelf: Shelf = { files: [], uploads: [], news: "", faults: {} };
  // The back button brings back lists that were drawn before files came and went.
  const seen = new WeakSet<EvidenceView[]>();
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
    const seen = shelf.files.find((each) => each.name === name)?.id;
    const what = { place, name, file, seen };
    const { stop, end } = sendFile(what, (sent) => change(key, { sent }));
    stops.set(key, stop);
    end.then((answer) => {
      stops.delete(key);
      if ("view" in answer) {
        const { view } = answer;
        const files = [...shelf.files.filter(({ id }) => id !== seen && id !== view.id), view];
        put({ files, uploads: without(key), news: `已上传“${name}”。` });
        forget(next);
        if (view.version > 1) void tellOther(view);
      } else if (shelf.uploads.some((each) => each.key === key)) {
        change(key, { state: "failed", ...answer });
        if (!answer.again) forget(next);
        put({ news: `“${name}”上传失败：${answer.message}` });
      }
      sendNext();
    });
    sendNext();
  }

  const forget = ({ kept }: Upload) => void kept.then((id) => id !== null && forgetFile(id));

  function begin(name: string, file: File, fault: string | null, kept: Upload["kept"]): Upload {
    lastKey += 1;
    const state = fault === null ? "waiting" : "failed";
    return { key: lastKey, file, name, state, sent: 0, message: fault ?? "", again: false, kept };
  }

  /** A colleague gave a file of the same name meanwhile: both are there, and the page says so. */
  async function tellOther({ id, name }: EvidenceView) {
    const files = await refresh();
    const others = files.filter((each) => each.name === name && each.id !== id);
    if (others.length === 0) return;
    const fault = "同事刚刚也传了同名的材料，两份都在；不需要的请移除。";
    put({ faults: { ...shelf.faults, [id]: fault }, news: fault });
  }

  /** What the server says stands on the draft, asked anew. */
  async function refresh(): Promise<EvidenceView[]> {
    const before = new Set(shelf.files.map(({ id }) => id));
    const listed = await listFiles(place);
    if (listed === null) return shelf.files;
    // One that arrived while the list was on its way may not be on it.
    const since = shelf.files.filter(({ id, name }) => {
      return !before.has(id) && !listed.some((each) => each.name === name || each.id === id);
    });
    put({ files: [...listed, ...since] });
    return shelf.files;
  }

  return {
    refresh,
    state: () => shelf,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The list a page came with; one that was seen before changes nothing. */
    adopt(files: EvidenceView[]) {
      if (seen.has(files)) return;
      seen.add(files);
      put({ files, faults: {} });
    },
    /** Goes on with what an earlier page of this report left unsent. */
    async takeUp() {
      const left = await takeKept(slot);
      // Those of this page are on their way already.
      const own = await Promise.all(shelf.uploads.map((each) => each.kept));
      const kept = left.filter(({ id }) => !own.includes(id));
      if (kept.length === 0) return;
      const taken = kept.map(({ id, name, file }) => begin(name, file, null, Promise.resolve(id)));
      put({
        uploads: [...shelf.uploads, ...taken],
        news: `接着上传上次没有传完的 ${kept.length} 个文件。`,
      });
      sendNext();
    },
    add(files: { name: string; file: File }[], limits: EvidenceLimits) {
      for (const { name, file } of files) {
        const fault = fileFault(name, file.size, limits) ?? overfull(shelf, name, file, limits);
        const kept = fault === null ? keepFile(slot, name, file) : Promise.resolve(null);
        const upload = begin(name, file, fault, kept);
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
    /** Stops what is on its way, also while the server checks it, or puts a failed one out of sight. */
    drop(key: number) {
      const upload = shelf.uploads.find((each) => each.key === key);
      if (!upload) return;
      const { name, file } = upload;
      const known = new Set(shelf.files.map(({ id }) => id));
      put({ uploads: without(key), news: `已取消“${name}”。` });
      stops.get(key)?.();
      forget(upload);
      sendNext();
      if (upload.state !== "sending" || upload.sent < file.size) return;
      // All of it was there: the answer may have crossed with the cancelling.
      setTimeout(async () => {
        const late = (await refresh()).some((each) => each.name === name && !known.has(each.id));
        if (late) put({ news: `“${name}”已经传完，没有来得及取消；不需要时请移除。` });
      }, HEARD);
    },
    async remove(file: EvidenceView) {
      const fault = await removeFile(file.id);
      if (fault === null) {
        const files = shelf.files.filter((each) => each.id !== file.id);
        put({ files, news: `已移除“${file.name}”。` });
        void forgetNamed(slot, file.name);
      } else put({ faults: { ...shelf.faults, [file.id]: fault }, news: fault });
    },
  };
}

/** What tells one person's files of one place from all others. */
export function slotOf(writer: number, place: EvidencePlace): string {
  return `${writer}-${Object.entries(place).join("-")}`;
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
