import { z } from "zod";
import { isIsoDate } from "../dates";
import { rowId } from "../row-id";
import { blank, plainNumber, text } from "../typed";
import { UNIT_KINDS } from "../units/rules";

/** What may be given to be read: bytes of a file, characters of a text. */
export const MOST_FILE_MB = 20;
export const MOST_CHARACTERS = 300_000;
export const TOO_BIG = `交上的内容超过 ${MOST_FILE_MB} MB，不像一份通知；请检查是否选错了文件，去掉图片，或只留下通知和要点的文字再试。`;

const cityName = z
  .string()
  .regex(/^\p{Script=Han}{2,12}$/u, "城市请写全称，只用汉字，如“济南市”；几个城市之间用顿号隔开。");

/** 济南市、临沂市, as typed */
const cityNames = z
  .string()
  .default("")
  .transform((value) => [...new Set(value.split(/[、，,；;\s]+/u).filter((name) => name !== ""))])
  .pipe(z.array(cityName).max(12, "一份通知至多 12 个城市。"));

export const startImportInput = z.object({
  text: z.string().default(""),
  cityIds: z.array(rowId).max(12).default([]),
  newCities: cityNames,
});
export type StartImportInput = z.infer<typeof startImportInput> & {
  file: { name: string; bytes: Uint8Array } | null;
};

/** Every edit says which version of the draft it was made on. */
const draft = { importId: rowId, version: rowId };
const date = z
  .string()
  .default("")
  .refine((value) => value === "" || isIsoDate(value), "请填写存在的日期。");
const key = z.string().regex(/^[cpw][\d-]+$/);

export const draftInput = z.object(draft);
export type DraftInput = z.infer<typeof draftInput>;

export const setHeadInput = z.object({
  ...draft,
  title: text("标题", 200).refine((value) => value !== "", "请填写标题。"),
  documentNumber: text("发文字号", 60).refine((value) => value !== "", "请填写发文字号。"),
  issuedOn: date.refine((value) => value !== "", "请填写成文日期。"),
  year: z.preprocess(
    plainNumber,
    z.coerce
      .number("请填写四位数的年份。")
      .int()
      .min(2000, "请填写四位数的年份。")
      .max(2099, "请填写四位数的年份。"),
  ),
  dueOn: date.refine((value) => value !== "", "请填写全年的办理时限。"),
});
export type SetHeadInput = z.infer<typeof setHeadInput>;

export const setCitiesInput = z.object({
  ...draft,
  cityIds: z.array(rowId).max(12),
  newCities: cityNames,
});
export type SetCitiesInput = z.infer<typeof setCitiesInput>;

export const setTargetInput = z.object({
  ...draft,
  target: z.union([z.literal("NEW"), rowId], "请选择是更新还是另一份。"),
});
export type SetTargetInput = z.infer<typeof setTargetInput>;

export const pointInput = z.object({ ...draft, point: key });
export type PointInput = z.infer<typeof pointInput>;

/** Paragraphs as they were typed; left out: as they are. */
const paragraphs = (label: string, most: number) =>
  z
    .string()
    .transform((value) => value.replaceAll("\r\n", "\n").replaceAll("\0", "").trim())
    .refine((value) => [...value].length <= most, `${label}不超过 ${most} 个字，请精简。`);

const role = z.enum(["LEAD", "RESPONSIBLE", "SUPPORT"]);

/** 序号, of a point or a chapter */
const ordinalNumber = (most: number) =>
  z.coerce
    .number("序号请填正整数。")
    .int("序号请填正整数。")
    .min(1, "序号请填正整数。")
    .max(most, `序号不超过 ${most}。`);
const ordinal = (most: number) => z.preprocess(plainNumber, ordinalNumber(most));

const index = z.coerce.number().int().min(0).max(100_000);

export const savePointInput = z
  .object({
    ...draft,
    point: key,
    /** left out: as it reads */
    text: paragraphs("要点", 20_000)
      .refine((value) => value !== "", "要点不能没有文字；不是要点的请点“不是要点”。")
      .optional(),
    /** 小标题 above it; left out: as it is */
    before: paragraphs("小标题", 2_000).optional(),
    number: z.preprocess(plainNumber, ordinalNumber(9999).optional()),
    /** left out: number, due day and units are as they were */
    chapter: key.optional(),
    dueOn: date,
    /** unit → role; an empty one takes the unit off */
    roles: z.record(z.string(), z.union([role, z.literal("")])).default({}),
    added: text("增加的单位", 500),
    addedRole: z.preprocess(blank, role.default("RESPONSIBLE")),
    /** left out: items and indicators are as they were */
    readings: z.literal("yes").optional(),
    /** places of the items and indicators that stand; the rest is struck out */
    items: z.array(index).max(1_000).default([]),
    indicators: z.array(index).max(1_000).default([]),
    /** place → words */
    name: z.record(z.string(), text("指标", 60)).default({}),
    target: z
      .record(
        z.string(),
        z.preprocess(
          plainNumber,
          z.coerce
            .number("目标值请填正整数。")
            .int("目标值请填正整数。")
            .min(1, "目标值请填正整数。")
            .max(2_000_000_000, "目标值太大，请换一个计量单位。"),
        ),
      )
      .default({}),
    measure: z.record(z.string(), text("单位", 10)).default({}),
  })
  .refine(({ number, chapter }) => chapter === undefined || number !== undefined, {
    path: ["number"],
    error: "序号请填正整数。",
  });
export type SavePointInput = z.infer<typeof savePointInput>;

const chapterTitle = text("章名", 200).refine((value) => value !== "", "请填写章名。");

export const chapterInput = z.object({ ...draft, chapter: key });
export type ChapterInput = z.infer<typeof chapterInput>;

export const setChapterInput = z.object({
  ...draft,
  chapter: key,
  number: ordinal(999),
  /** 三、 as the notice writes it; a notice may have none */
  marker: text("文中的写法", 20),
  title: chapterTitle,
  /** what stands before its first point; left out: as it is */
  foreword: paragraphs("导语", 20_000).optional(),
});
export type SetChapterInput = z.infer<typeof setChapterInput>;

export const divideChapterInput = z.object({ ...draft, point: key, title: chapterTitle });
export type DivideChapterInput = z.infer<typeof divideChapterInput>;

export const takeAsPointInput = z.object({
  ...draft,
  /** where the paragraph stands: before the first chapter, after the last point, or a chapter */
  place: z.union([z.literal(["foreword", "afterword"]), key]),
  paragraph: index,
});
export type TakeAsPointInput = z.infer<typeof takeAsPointInput>;

const kinds = z.enum(UNIT_KINDS);

export const decideUnitsInput = z.object({
  ...draft,
  /** unit → NEW, the id of a unit of the directory, = and another name of the notice, or nothing yet */
  choice: z
    .record(
      z.string(),
      z.union([
        z.literal(""),
        z.literal("NEW"),
        z.templateLiteral(["=", z.string().min(1)]),
        rowId,
      ]),
    )
    .default({}),
  kind: z.record(z.string(), kinds).default({}),
  /** unit → a city of the notice, - for none, or * for one in each */
  city: z.record(z.string(), z.string()).default({}),
});
export type DecideUnitsInput = z.infer<typeof decideUnitsInput>;

export const bareUnitsInput = z.object({
  ...draft,
  /** whose the names without a city are: a city of the notice, or * for one in each */
  bareCity: z.string().optional(),
  /** whose the districts and counties are; left out: each is answered by itself */
  placeCity: z.string().optional(),
});
export type BareUnitsInput = z.infer<typeof bareUnitsInput>;

export const settleWarningsInput = z.object({
  ...draft,
  keys: z.array(key).min(1, "请选择核对过的地方。"),
});
export type SettleWarningsInput = z.infer<typeof settleWarningsInput>;

export const publishImportInput = z.object({
  ...draft,
  /** keys of accepted differences, where the plan was there before */
  accepted: z.array(z.string().max(300)).default([]),
  /** item of last year → its new 时限; an empty one has none of its own */
  due: z.record(z.string().max(40), date).default({}),
  /** seal of the differences that were on screen */
  seal: z.string().default(""),
  /** of a new plan, the first day of the month reports are asked from; otherwise that of its issue */
  reportsFrom: z.iso.date("请选择从哪个月起报送。").optional(),
});
export type PublishImportInput = z.infer<typeof publishImportInput>;

export const undoImportInput = z.object({
  importId: rowId,
  confirmed: z.literal("yes", "请先看清要收回什么，再点“确认撤销导入”。"),
});
export type UndoImportInput = Pick<z.infer<typeof undoImportInput>, "importId">;

export const startAgainInput = z.object({ importId: rowId });
export type StartAgainInput = z.infer<typeof startAgainInput>;
