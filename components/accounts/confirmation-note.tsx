import type { Confirmation } from "@/lib/accounts/listing";

/** Where 角色 need a second administrator's word: who gives it, said before anything is filled in. */
export function ConfirmationNote({ confirmation }: { confirmation: Confirmation }) {
  if (confirmation === "OFF") return null;
  return (
    <p className="mb-4 rounded-lg bg-sunken px-4 py-2 print:hidden">{SENTENCES[confirmation]}</p>
  );
}

const SENTENCES: Record<Exclude<Confirmation, "OFF">, string> = {
  OTHERS:
    "本门户要求双人确认：填报员以外的新账号和角色变更，须由另一个管理员在“账号”页确认后才生效。",
  NOBODY_YET:
    "本门户要求双人确认，而目前只有一名管理员：第二名管理员建立后即时生效，请先建立；其他岗位的账号和角色变更由他确认后才生效。",
  NOBODY_LEFT:
    "本门户要求双人确认，而在用的管理员只有一名，没有另一人可以确认：请先解锁另一名管理员，或由系统管理单位在服务器上用 npm run admin 建立另一名管理员。",
};
