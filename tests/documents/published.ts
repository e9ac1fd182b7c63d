import { readFileSync } from "node:fs";
import path from "node:path";
import { directorySchema } from "@/lib/documents/directory";
import { pointsOf, readNotice } from "@/lib/documents/notice";

const plans = path.join(import.meta.dirname, "../../prisma/plans");

/** The notice of 2024 as published, and what is read from it. */
export const text = readFileSync(path.join(plans, "jinan-linyi-2024.txt"), "utf8");
export const reading = readNotice(text);
export const directory = directorySchema.parse(
  JSON.parse(readFileSync(path.join(plans, "jinan-linyi-units.json"), "utf8")),
);
export const cities = reading.cities;

export function point(number: number) {
  const found = pointsOf(reading).find((each) => each.number === number);
  if (!found) throw new Error(`no point ${number}`);
  return found;
}
