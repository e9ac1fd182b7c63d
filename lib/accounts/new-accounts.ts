import "server-only";
import { unzipSync } from "fflate";
import readWorkbook from "read-excel-file/node";
import { z } from "zod";
import { recordEntry } from "../audit/commands";
import { ROLE_NAMES } from "../glossary";
import { db, transact } from "../platform/db";
import { hashPassword } from "../platform/password";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type City, isShortFor, type NamedUnit, otherNamesOf } from "../units/rules";
import { insertNew } from "./managing";
import { oneTimePassword } from "./passwords";
import { adminCities } from "./reach";
import { MOST_ROWS, placeFault, TEMPLATE_HEADS } from "./rules";
import { type AddAccountInput, addAccountInput, type ImportAccountsInput } from "./schema";
import { type Slip, slipOf } from "./slips";

const MOST_BYTES = 30 << 20;

/**
 * Accounts from the filled-in template: all of them, or none and what is wrong in every row, keyed
 * by the row's number in the sheet. Answers the one-time passwords in the order of the sheet.
 */
export async function importAccounts(
  actor: Actor,
  { file }: ImportAccountsInput,
  now: Date,
): Promise<Slip[]> {
  if (!may(actor, "account.manage")) throw notFound();
  const rows = rowsOf(await readSheet(Buffer.from(await file.arrayBuffer())));
  const cityIds = await adminCities(actor);
  const known = await readKnown(
    rows.map(({ cells }) => cells.name ?? ""),
    cityIds,
  );
  const faults: Record<string, string> = {};
  const wanted: (AddAccountInput & { unit: string; password: string })[] = [];
  const seen = new Map<string, number>();
  for (const { number, cells } of rows) {
    const { account, unit, sentences } = readRow(cells, known);
    const twin = account ? seen.get(account.name) : undefined;
    if (twin !== undefined) sentences.push(`账号与第 ${twin} 行重复。`);
    if (account) seen.set(account.name, number);
    if (sentences.length > 0) faults[number] = sentences.join("");
    else if (account) {
      wanted.push({ ...account, unit, password: oneTimePassword() });
    }
  }
  const wrong = Object.keys(faults).length;
  if (wrong > 0) {
    throw new Refusal(
      "INVALID",
      `${rows.length} 行里有 ${wrong} 行需要修改，一个账号也没有建立。改好后请重新上传。`,
      faults,
    );
  }
  const hashed: (AddAccountInput & { passwordHash: string })[] = [];
  for (const { unit: _, password, ...account } of wanted) {
    const passwordHash = await hashPassword(password);
    const limit = account.cityIds.length > 0 ? account.cityIds : (cityIds ?? []);
    hashed.push({ ...account, passwordHash, cityIds: limit });
  }
  const waiting = await transact(async (tx) => {
    const names = new Set<string>();
    for (const account of hashed) {
      if ((await insertNew(tx, actor, account, now)).waiting) names.add(account.name);
    }
    const after = { file: file.name, accounts: hashed.length };
    await recordEntry(tx, actor, { action: "account.import", subject: "account", after }, now);
    return names;
  }, "其中有账号刚刚被别人建立，一个也没有建立，请重新上传核对。");
  return wanted.map(({ name, post, unit, password }) =>
    slipOf({ name, post, unit, password, waiting: waiting.has(name) }),
  );
}

type Cells = Partial<Record<keyof typeof TEMPLATE_HEADS, string>>;

/** A small file can hold a great deal of nothing: what it says it holds is counted before it is opened. */
async function readSheet(bytes: Buffer): Promise<unknown[][]> {
  const unreadable = new Refusal(
    "INVALID",
    "这个文件打不开，请用下载的模板填写，存为 .xlsx 后再上传。",
    { file: "请选择 .xlsx 文件。" },
  );
  try {
    let size = 0;
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        return false;
      },
    });
    if (size > MOST_BYTES) throw unreadable;
    const sheets = (await readWorkbook(bytes)) as { data: unknown[][] }[];
    return sheets[0]?.data ?? [];
  } catch {
    throw unreadable;
  }
}

/** The rows below the line that names the columns, in whatever order they stand there. */
function rowsOf(sheet: unknown[][]): { number: number; cells: Cells }[] {
  const texts = sheet.map((row) => row.map((cell) => String(cell ?? "").trim()));
  const at = texts.findIndex(
    (row) => row.includes(TEMPLATE_HEADS.name) && row.includes(TEMPLATE_HEADS.role),
  );
  const heads = Object.entries(TEMPLATE_HEADS) as [keyof Cells, string][];
  // Templates from before that column are still filled in.
  const missing =
    at < 0 ? [] : heads.filter(([key, head]) => key !== "cities" && !texts[at]?.includes(head));
  if (at < 0 || missing.length > 0) {
    const which = at < 0 ? "列名" : missing.map(([, head]) => `“${head}”`).join("、");
    throw new Refusal("INVALID", `表里找不到${which}，请用下载的模板填写。`, {
      file: "请使用模板。",
    });
  }
  const rows = texts
    .map((row, index) => ({
      number: index + 1,
      cells: Object.fromEntries(
        heads.map(([key, head]) => [key, row[texts[at]?.indexOf(head) ?? -1] ?? ""]),
      ) as Cells,
    }))
    .slice(at + 1)
    .filter(({ cells }) => Object.values(cells).some((text) => text !== ""));
  if (rows.length === 0) throw new Refusal("INVALID", "表里没有账号，请在列名下面逐行填写。");
  if (rows.length > MOST_ROWS) {
    throw new Refusal("INVALID", `一次最多导入 ${MOST_ROWS} 个账号，请分几个文件上传。`);
  }
  return rows;
}

async function readKnown(names: string[], within: number[] | null) {
  const lower = names.map((name) => name.toLowerCase());
  const [taken, units, cities] = await Promise.all([
    db().account.findMany({ where: { name: { in: lower } }, select: { name: true } }),
    db().unit.findMany({
      where: {
        kind: { not: "GROUP" },
        abolishedOn: null,
        ...(within ? { cityId: { in: within } } : {}),
      },
      orderBy: { officialOrder: "asc" },
      select: {
        ...{ id: true, name: true, shortName: true, aliases: true },
        city: { select: { name: true } },
        formerNames: { select: { name: true } },
      },
    }),
    db().city.findMany({
      where: within ? { id: { in: within } } : {},
      orderBy: { displayOrder: "asc" },
      select: { id: true, name: true, shortName: true },
    }),
  ]);
  return {
    taken: new Set(taken.map(({ name }) => name)),
    units: units.map(
      ({ id, name, shortName, aliases, city, formerNames }): KnownUnit => ({
        ...{ id, name, cityName: city?.name ?? null },
        aliases: [shortName, ...aliases],
        formerNames: formerNames.map((former) => former.name),
      }),
    ),
    cities: new Map(cities.map(({ id, name }) => [name, id])),
    cityNames: cities,
  };
}

type KnownUnit = NamedUnit & { id: number };

/** A unit by its name in full, else by another that is its alone; otherwise what to write instead. */
function unitCalled(name: string, units: readonly KnownUnit[], cities: readonly City[]) {
  const called = units.filter((unit) => otherNamesOf(unit, cities).includes(name));
  const unit = units.find((each) => each.name === name) ?? (called.length === 1 ? called[0] : null);
  if (unit) return { unit, fault: null };
  const names = (some: readonly KnownUnit[]) =>
    some
      .slice(0, 4)
      .map((each) => `“${each.name}”`)
      .join("、");
  if (called.length > 1) {
    return { unit: null, fault: `叫“${name}”的单位有几个：${names(called)}，请写全称。` };
  }
  const like = units.filter((each) =>
    [each.name, ...otherNamesOf(each, cities)].some((other) => isShortFor(name, other)),
  );
  const asked = like.length > 0 ? `，是不是${names(like)}？` : "，";
  return { unit: null, fault: `单位名录里没有“${name}”${asked}请写全称。` };
}

function readRow(cells: Cells, known: Awaited<ReturnType<typeof readKnown>>) {
  const { name = "", post = "", role: roleName = "", unit = "", city = "", email = "" } = cells;
  const limits = (cells.cities ?? "").split(/[、，,；;\s]+/).filter((text) => text !== "");
  const sentences: string[] = [];
  const [role] = Object.entries(ROLE_NAMES).find(([, each]) => each === roleName) ?? [];
  if (!role) sentences.push(`角色应为${Object.values(ROLE_NAMES).join("、")}之一。`);
  const called = unit === "" ? null : unitCalled(unit, known.units, known.cityNames);
  const unitId = called?.unit?.id ?? null;
  if (called?.fault) sentences.push(called.fault);
  const cityId = city === "" ? null : (known.cities.get(city) ?? null);
  const [example] = known.cities.keys();
  const like = example ? `，如“${example}”` : "";
  if (city !== "" && cityId === null) sentences.push(`没有城市“${city}”，请写全称${like}。`);
  for (const limit of limits.filter((each) => !known.cities.has(each))) {
    sentences.push(`所涉城市里没有“${limit}”，请写全称，几个城市用顿号隔开。`);
  }
  const cityIds = limits.flatMap((each) => known.cities.get(each) ?? []);
  const place = { unitId, cityId, cityIds };
  const given = { name, post: post || roleName, role: role ?? "LEADER", ...place, email };
  const parsed = addAccountInput.safeParse(given);
  if (!parsed.success) {
    const flat = z.flattenError(parsed.error).fieldErrors as Record<string, string[] | undefined>;
    sentences.push(...Object.values(flat).flatMap((each) => each?.slice(0, 1) ?? []));
    return { account: null, unit: "", sentences };
  }
  if (known.taken.has(parsed.data.name)) sentences.push(`账号 ${parsed.data.name} 已存在。`);
  const misnamed = (unit !== "" && unitId === null) || (city !== "" && cityId === null);
  const fault = misnamed || !role ? null : placeFault(parsed.data);
  if (fault) sentences.push(fault.sentence);
  return { account: parsed.data, unit: called?.unit?.name ?? "", sentences };
}
