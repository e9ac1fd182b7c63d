import type { EvidenceView } from "@/lib/evidence/queries";

/** What files are given with, as the address of the upload says it. */
export type EvidencePlace =
  | { assignmentId: string; month: string }
  | { directiveId: string; unitId: string };

export type SendingEnd = { view: EvidenceView } | { message: string; again: boolean };

/** Sends one file and tells how many of its bytes are gone; `stop` breaks it off. */
export function sendFile(
  what: { place: EvidencePlace; name: string; file: File; seen: number | undefined },
  onSent: (bytes: number) => void,
): { stop: () => void; end: Promise<SendingEnd> } {
  // fetch cannot tell how far an upload has come.
  const request = new XMLHttpRequest();
  const { place, name, file, seen } = what;
  const query = new URLSearchParams({ ...place, name });
  if (seen !== undefined) query.set("seen", String(seen));
  const end = new Promise<SendingEnd>((resolve) => {
    const cut = () => resolve({ message: "网络中断，文件没有传完。", again: true });
    request.onload = () => resolve(endOf(request));
    request.onerror = cut;
    request.onabort = cut;
    request.ontimeout = cut;
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.open("POST", `/api/evidence?${query}`);
    // Whatever it is, nobody on the way should look into it.
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
  return { stop: () => request.abort(), end };
}

function endOf(request: XMLHttpRequest): SendingEnd {
  try {
    const answer = JSON.parse(request.responseText);
    if (request.status === 201) return { view: answer };
    if (typeof answer.message === "string") return answer;
  } catch {
    // No JSON: a proxy in between has answered, or the portal has failed.
  }
  return request.status === 413
    ? { message: "文件超过网络设备允许的大小，请压缩后再上传，或联系管理员。", again: false }
    : { message: "服务器没有收下这个文件，请稍后重试。", again: true };
}

/** What stands on the draft by now; null when the server cannot be asked. */
export async function listFiles(place: EvidencePlace): Promise<EvidenceView[] | null> {
  const query = new URLSearchParams({ ...place });
  try {
    const answer = await fetch(`/api/evidence?${query}`);
    return answer.ok ? ((await answer.json()) as EvidenceView[]) : null;
  } catch {
    return null;
  }
}

/** Why a file could not be taken off; null when it was. */
export async function removeFile(id: number): Promise<string | null> {
  try {
    const answer = await fetch(`/api/evidence/${id}`, { method: "DELETE" });
    if (answer.ok) return null;
    return ((await answer.json()) as { message: string }).message;
  } catch {
    return "没有移除：网络不通，请稍后重试。";
  }
}
