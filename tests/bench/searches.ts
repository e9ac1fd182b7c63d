import type { Client } from "pg";
import { timeStatement } from "./bare-sql";
import { TODAY } from "./portal";

/**
 * What people look for: common words, one character, rare ones, two at once, what is nowhere, what
 * many reports of earlier years hold but none of the newest, and what only the oldest tenth holds.
 */
const WORDS = [
  ["两市"],
  ["教育"],
  ["师"],
  ["按月调度"],
  ["联席会议"],
  ["职业", "学院"],
  ["区块链"],
  ["口径"],
  ["统"],
  ["数据", "口径"],
  ["专户结存"],
];
const MOST = 11;

/** Milliseconds of looking each of the words up in the reports, in turn. */
export async function searchTimes(client: Client, count: number): Promise<number[]> {
  const times: number[] = [];
  for (const words of WORDS) {
    const statement = {
      text: "SELECT search_approved($1, $2, $3)",
      values: [words, TODAY, MOST],
    };
    times.push(...(await timeStatement(client, statement, count)));
  }
  return times;
}
