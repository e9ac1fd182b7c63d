import type { BulletinRow } from "@/lib/bulletins/queries";
import { dayTime } from "@/lib/format";
import { BULLETIN_FORM_NAMES, BULLETIN_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";

/** Bulletins one below another: issued ones with number, date, hash and file. */
export function BulletinTable({
  bulletins,
  caption,
}: {
  bulletins: BulletinRow[];
  caption: string;
}) {
  return (
    <table className="w-full table-fixed">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          {["标题", "状态", "文件"].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bulletins.map(({ id, kind, form, title, asOf, savedBy, savedAt, issue }) => (
          <tr
            key={id}
            className="border-line border-b align-top last:border-0 max-sm:grid max-sm:gap-1 max-sm:py-2.5 sm:[&>*]:py-2.5 sm:[&>*]:pr-4"
          >
            <th scope="row" className="text-left font-normal sm:w-[45%]">
              <Link href={paths.bulletin(id)} className="font-semibold hover:underline">
                {title}
              </Link>
              <span className="block text-ink-2 text-sm">
                {BULLETIN_KIND_NAMES[kind]}（{BULLETIN_FORM_NAMES[form]}） · 统计截止 {asOf}
              </span>
            </th>
            <td>
              {issue ? `第${issue.number}期，${issue.issuedOn} 印发` : "草稿"}
              <span className="block text-ink-2 text-sm">
                {issue ? issue.issuedBy : `${savedBy} ${dayTime(savedAt)} 保存`}
              </span>
            </td>
            <td className="text-sm">
              <a href={paths.bulletinFile(id)} download className="text-accent hover:underline">
                {issue ? "下载" : "预览 Word"}
                <span className="sr-only">：{title}</span>
              </a>
              {issue && (
                <span className="block break-all text-ink-2 text-xs">SHA-256 {issue.sha256}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
