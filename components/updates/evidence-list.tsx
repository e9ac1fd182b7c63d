import { fileSize, hasPreview, kindWord } from "@/lib/evidence-kinds";
import { Link } from "../ui/link";

export type EvidenceItem = {
  id: number;
  name: string;
  version: number;
  kind: string;
  /** bytes */
  size: number;
};

/** The files a report carries: a name leads to the file, or to its preview where a browser has one. */
export function EvidenceList({ files }: { files: EvidenceItem[] }) {
  return (
    <ul className="grid gap-1">
      {files.map((file) => (
        <li key={file.id}>
          <EvidenceLinks file={file} />
        </li>
      ))}
    </ul>
  );
}

/** One file's name, kind, size and version, and how to get it. */
export function EvidenceLinks({ file }: { file: EvidenceItem }) {
  const address = `/api/evidence/${file.id}`;
  const preview = hasPreview(file.kind);
  return (
    <span className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
      {preview ? (
        <Link href={`${address}?preview=1`} target="_blank" className={NAME}>
          <bdi>{file.name}</bdi>
          <span className="sr-only">（预览，在新窗口打开）</span>
        </Link>
      ) : (
        <Link href={address} download className={NAME}>
          <bdi>{file.name}</bdi>
          <span className="sr-only">（下载）</span>
        </Link>
      )}
      <span className="text-ink-2 text-sm">
        {kindWord(file.kind)} · {fileSize(file.size)}
        {file.version > 1 && ` · 第 ${file.version} 版`}
      </span>
      {preview && (
        <Link
          href={address}
          download
          className="text-accent text-sm underline underline-offset-2"
          aria-label={`下载 ${file.name}`}
        >
          下载
        </Link>
      )}
    </span>
  );
}

const NAME = "min-w-0 text-accent underline underline-offset-2 [overflow-wrap:anywhere]";
