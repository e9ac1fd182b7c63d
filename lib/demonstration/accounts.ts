import "server-only";
import { createAccount } from "../accounts/commands";
import { demonstrationActor } from "../accounts/queries";
import { SYSTEM_ACTOR } from "../audit/commands";
import type { IsoDate } from "../dates";
import { db } from "../platform/db";
import { hashPassword } from "../platform/password";
import { arrangeSignOff } from "../sign-offs/commands";
import { pinyinInitials } from "../units/pinyin";
import { at } from "./desks";
import { DEMONSTRATION_COLLEAGUES, DEMONSTRATION_PASSWORD } from "./rules";

/** Accounts for every post and unit that lack one. All have the same published password. */
export async function createDemonstrationAccounts(now: Date): Promise<void> {
  const present = await db().account.findMany({ where: { demonstration: true } });
  const made = new Set(present.map((account) => account.name));
  const real = await db().account.findMany({ where: { demonstration: false } });
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  const common = { password: DEMONSTRATION_PASSWORD, passwordHash, demonstration: true };
  const posts = [
    { name: "admin", post: "管理员", role: "ADMIN" },
    { name: "auditor", post: "审计员", role: "AUDITOR" },
    { name: "leader", post: "领导", role: "LEADER" },
    { name: "reviewer", post: "审核员", role: "REVIEWER" },
  ] as const;
  for (const post of posts) {
    if (made.has(post.name) || real.some((account) => account.name === post.name)) continue;
    await createAccount(SYSTEM_ACTOR, { ...common, ...post, unitId: null, cityId: null }, now);
  }
  const units = await db().unit.findMany({
    where: { kind: { not: "GROUP" } },
    orderBy: { officialOrder: "asc" },
    include: { city: true },
  });
  const taken = new Set<string>([...posts, ...real].map((account) => account.name));
  for (const unit of units) {
    const name = freeName(accountName(unit.name, unit.city), taken);
    if (made.has(name)) continue;
    const staff = { name, post: "填报员", role: "STAFF" as const, unitId: unit.id, cityId: null };
    await createAccount(SYSTEM_ACTOR, { ...common, ...staff }, now);
  }
  for (const { name, post, unit: unitName } of DEMONSTRATION_COLLEAGUES) {
    const unit = units.find((candidate) => candidate.name === unitName);
    if (!unit || made.has(name)) continue;
    const staff = { name, post, role: "STAFF" as const, unitId: unit.id, cityId: null };
    await createAccount(SYSTEM_ACTOR, { ...common, ...staff }, now);
  }
}

/** Units that require 审签, once their past reports stand. */
export async function arrangeColleagues(today: IsoDate): Promise<void> {
  const admin = await demonstrationActor("admin");
  for (const { name, signsOff } of DEMONSTRATION_COLLEAGUES) {
    if (!signsOff) continue;
    const account = await db().account.findFirst({ where: { name, demonstration: true } });
    if (!account?.unitId) continue;
    const input = { unitId: account.unitId, required: true, signers: [account.id] };
    await arrangeSignOff(admin, input, at(today, 9));
  }
}

/** 济南市教育局 → jn-jyj, 蒙阴县政府 → my-xzf, 沂蒙干部学院 → ymgbxy */
function accountName(unit: string, city: { name: string; shortName: string } | null): string {
  const place = /^(.{2,3})([县区]政府)$/.exec(unit);
  if (place) return `${pinyinInitials(place[1] ?? "")}-${pinyinInitials(place[2] ?? "")}`;
  if (city && unit.startsWith(city.name)) {
    return `${pinyinInitials(city.shortName)}-${pinyinInitials(unit.slice(city.name.length))}`;
  }
  return pinyinInitials(unit);
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`;
  taken.add(free);
  return free;
}
