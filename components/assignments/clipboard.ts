import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { AssignmentRole } from "@/prisma/generated/enums";

/** What pasted or typed text says of a role; undefined when it says none. Empty text takes a unit out. */
export function roleSaid(text: string): AssignmentRole | null | undefined {
  const word = text.trim().replace(/(单位|部门)$/, "");
  if (word === "" || word === "—" || word === "-") return null;
  if (/^[*＊★]$/.test(word)) return "LEAD";
  if (/^[√✓✔○●]$/.test(word)) return "RESPONSIBLE";
  return (Object.keys(ASSIGNMENT_ROLE_NAMES) as AssignmentRole[]).find(
    (role) => ASSIGNMENT_ROLE_NAMES[role] === word,
  );
}

/** A block of cells as spreadsheets put it on the clipboard. */
export function pastedCells(text: string): string[][] {
  const lines = text.replaceAll("\r\n", "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t"));
}
