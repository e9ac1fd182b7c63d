/**
 * 佐证材料: which files are taken, by the ending of their names; what each is called and how it is
 * sent. `preview` is what a browser shows by itself without running anything of it.
 */
export const EVIDENCE_KINDS = {
  PDF: { endings: ["pdf"], word: "PDF", type: "application/pdf", preview: true },
  OFD: { endings: ["ofd"], word: "OFD", type: "application/ofd", preview: false },
  DOC: { endings: ["doc"], word: "Word", type: "application/msword", preview: false },
  DOCX: {
    endings: ["docx"],
    word: "Word",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    preview: false,
  },
  XLS: { endings: ["xls"], word: "Excel", type: "application/vnd.ms-excel", preview: false },
  XLSX: {
    endings: ["xlsx"],
    word: "Excel",
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    preview: false,
  },
  WPS: {
    endings: ["wps"],
    word: "WPS 文字",
    type: "application/vnd.wps-office.wps",
    preview: false,
  },
  ET: { endings: ["et"], word: "WPS 表格", type: "application/vnd.wps-office.et", preview: false },
  PNG: { endings: ["png"], word: "PNG", type: "image/png", preview: true },
  JPEG: { endings: ["jpg", "jpeg"], word: "JPEG", type: "image/jpeg", preview: true },
  WEBP: { endings: ["webp"], word: "WebP", type: "image/webp", preview: true },
} as const satisfies Record<
  string,
  { endings: readonly string[]; word: string; type: string; preview: boolean }
>;

export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

const ENTRIES = Object.entries(EVIDENCE_KINDS) as [
  EvidenceKind,
  (typeof EVIDENCE_KINDS)[EvidenceKind],
][];

/** For the file chooser: .pdf,.ofd,… */
export const ACCEPT = ENTRIES.flatMap(([, { endings }]) =>
  endings.map((each) => `.${each}`),
).join();

/** PDF、OFD、Word、… */
export const KIND_WORDS = [...new Set(ENTRIES.map(([, { word }]) => word))].join("、");

/** The kind a name promises; null for one that is not taken. */
export function kindOfName(name: string): EvidenceKind | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const found = ENTRIES.find(([, { endings }]) => (endings as readonly string[]).includes(ending));
  return found?.[0] ?? null;
}

/** What a kind is called; one that is no longer taken shows as it is written. */
export function kindWord(kind: string): string {
  return Object.hasOwn(EVIDENCE_KINDS, kind) ? EVIDENCE_KINDS[kind as EvidenceKind].word : kind;
}

export function hasPreview(kind: string): boolean {
  return Object.hasOwn(EVIDENCE_KINDS, kind) && EVIDENCE_KINDS[kind as EvidenceKind].preview;
}

/** 812 字节, 35 KB, 1.4 MB */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1000) return `${Math.ceil(bytes / 1024)} KB`;
  const megabytes = bytes / 1024 / 1024;
  return `${megabytes < 10 ? megabytes.toFixed(1).replace(/\.0$/, "") : Math.round(megabytes)} MB`;
}

/** In bytes. */
export type EvidenceLimits = { file: number; report: number };

/** Why a file of this kind and size may not be given; null when it may. */
export function fileFault(name: string, size: number, limits: EvidenceLimits): string | null {
  if (kindOfName(name) === null) {
    return `“${name}”不是可以上传的类型；可以上传：${KIND_WORDS}。`;
  }
  if (size === 0) return `“${name}”是空文件（0 字节），请检查后重新选择。`;
  if (size > limits.file) {
    return `“${name}”超过单个文件 ${fileSize(limits.file)} 的上限，请压缩或拆分后再上传。`;
  }
  return null;
}

/** Why the files of a report would be too many; `others` are the bytes of those that stay on it. */
export function totalFault(
  name: string,
  size: number,
  others: number,
  limits: EvidenceLimits,
): string | null {
  if (others + size <= limits.report) return null;
  return `加上“${name}”，本次填报的材料将超过 ${fileSize(limits.report)} 的总上限，请先移除不需要的材料。`;
}
