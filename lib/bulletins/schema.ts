import { z } from "zod";
import { rowId } from "../row-id";

export const MAX_TITLE = 80;
export const MAX_RECIPIENTS = 200;
export const MAX_OFFICE = 80;
export const MAX_SECTION = 20_000;

const asOf = z.iso.date({ error: "请选择统计截止日期，例如 2024-09-20。" });
const version = z.coerce.number().int().min(1);
/** Browsers send line ends as CRLF; the text has one line a paragraph. */
const lines = (name: string, most: number) =>
  z
    .string({ error: `请填写${name}。` })
    .transform((value) => value.replace(/\r\n?/g, "\n").trim())
    .refine((value) => value.length <= most, { error: `${name}不能超过 ${most} 字，请删减。` });
const needed = (name: string, most: number) =>
  lines(name, most).refine((value) => value !== "" && !value.includes("\n"), {
    error: `请填写${name}，写在一行里。`,
  });

export const createBulletinInput = z.object({
  kind: z.enum(["MONTHLY", "NOTICE"], { error: "请选择月报或通报。" }),
  /** 详版 unless chosen */
  form: z.enum(["FULL", "BRIEF"], { error: "请选择详版或简版。" }).optional(),
  asOf,
});
export type CreateBulletinInput = z.infer<typeof createBulletinInput>;

export const saveHeadInput = z.object({
  bulletinId: rowId,
  version,
  title: needed("标题", MAX_TITLE),
  recipients: needed("主送", MAX_RECIPIENTS),
  issuingOffice: needed("发文机关", MAX_OFFICE),
});
export type SaveHeadInput = z.infer<typeof saveHeadInput>;

export const saveSectionInput = z.object({
  bulletinId: rowId,
  key: z.string().min(1).max(40),
  version,
  text: lines("这一节", MAX_SECTION),
});
export type SaveSectionInput = z.infer<typeof saveSectionInput>;

export const regenerateSectionInput = saveSectionInput.omit({ text: true });
export type RegenerateSectionInput = z.infer<typeof regenerateSectionInput>;

export const discardBulletinInput = z.object({ bulletinId: rowId });
export type DiscardBulletinInput = z.infer<typeof discardBulletinInput>;

/** `seal` says which texts the person has seen: sealOf in rules.ts. */
export const issueBulletinInput = z.object({
  bulletinId: rowId,
  seal: z.string().regex(/^\d+(\.\d+)*$/),
});
export type IssueBulletinInput = z.infer<typeof issueBulletinInput>;
