import { z } from "zod";
import { rowId } from "../row-id";
import { blank, plainNumber, text } from "../typed";
import { MOST_SHORT, UNIT_KINDS } from "../units/rules";

const MAX_NAME = 60;
/** Other names one unit may go by. */
export const MOST_ALIASES = 12;

const name = (label: string, max: number) =>
  text(label, max).refine((value) => !/\p{Cc}/u.test(value), `${label}只写一行。`);

/** 别名 as people type them: one a line, or with 、，；; between. */
export function aliasesOf(typed: string): string[] {
  const parts = typed.split(/[、，,；;\n]/).map((each) => each.trim());
  return [...new Set(parts.filter((each) => each !== ""))];
}

const aliases = text("别名", 400)
  .transform(aliasesOf)
  .refine((list) => list.length <= MOST_ALIASES, `别名不超过 ${MOST_ALIASES} 个。`)
  .refine(
    (list) => list.every((each) => [...each].length <= MAX_NAME),
    `一个别名不超过 ${MAX_NAME} 个字。`,
  );

/** One unit of the 名录 as it shall be; without an id a new one. */
export const saveUnitInput = z.object({
  unitId: z.preprocess(blank, rowId.optional()),
  /** what the form was opened on: unitSeal(); empty for a new unit */
  seal: z.string().default(""),
  name: name("单位全称", MAX_NAME).refine((value) => value !== "", "请填写单位全称。"),
  shortName: name("简称", MOST_SHORT).refine((value) => value !== "", "请填写简称，例如“教育局”。"),
  aliases,
  kind: z.enum(UNIT_KINDS, "请选择类别。"),
  scope: z.preprocess(blank, z.enum(["CONCERNED", "EVERY"]).optional()),
  cityId: z.preprocess(blank, rowId.optional()),
  counterpartId: z.preprocess(blank, rowId.optional()),
});
export type SaveUnitInput = z.infer<typeof saveUnitInput>;

/** A city of the 名录; without an id a new one, without an order the last one. */
export const saveCityInput = z.object({
  cityId: z.preprocess(blank, rowId.optional()),
  /** what the form was opened on: citySeal(); empty for a new city */
  seal: z.string().default(""),
  name: name("城市全称", 20).refine((value) => value !== "", "请填写城市全称，例如“济南市”。"),
  shortName: name("简称", 10).refine((value) => value !== "", "请填写简称，例如“济南”。"),
  order: z.preprocess(
    plainNumber,
    z.coerce
      .number("顺序请填写整数，例如 1。")
      .int("顺序请填写整数，例如 1。")
      .min(1, "顺序从 1 开始。")
      .max(999, "顺序不超过 999。")
      .optional(),
  ),
});
export type SaveCityInput = z.infer<typeof saveCityInput>;

export const moveUnitInput = z.object({
  unitId: rowId,
  direction: z.enum(["UP", "DOWN"]),
});
export type MoveUnitInput = z.infer<typeof moveUnitInput>;

const CHOOSE = "请选择并入哪个单位，或“不并入，直接撤销”。";
/** 撤销, or 并入 another unit. */
export const abolishUnitInput = z.object({
  unitId: rowId,
  seal: z.string(),
  /** NONE: into no other. Nothing is chosen beforehand, since neither can be undone */
  successorId: z
    .string(CHOOSE)
    .regex(/^(?:NONE|[1-9]\d{0,8})$/, CHOOSE)
    .transform((choice) => (choice === "NONE" ? undefined : Number(choice))),
});
export type AbolishUnitInput = Omit<z.infer<typeof abolishUnitInput>, "successorId"> & {
  successorId?: number | undefined;
};

export const restoreUnitInput = z.object({ unitId: rowId });
export type RestoreUnitInput = z.infer<typeof restoreUnitInput>;

/** Bytes of an Excel file, as base64, that one form may carry. */
export const MOST_FILE = 600_000;

/** A filled-in 名录; read, checked and shown first, and only then written. */
export const previewDirectoryInput = z.object({
  file: z
    .string("请选择要导入的 Excel 文件。")
    .min(1, "请选择要导入的 Excel 文件。")
    .max((MOST_FILE * 4) / 3 + 4, "文件太大，名录的 Excel 不应超过 600 KB，请核对选对了文件。"),
});
export type PreviewDirectoryInput = z.infer<typeof previewDirectoryInput>;

export const importDirectoryInput = z.object({
  /** the rows that were shown, as read from the file: JSON of string[][] */
  rows: z.string().max(900_000),
  /** the 名录 they were compared with; see directorySeal() */
  seal: z.string(),
});
export type ImportDirectoryInput = z.infer<typeof importDirectoryInput>;
