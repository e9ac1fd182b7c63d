import "server-only";
import { recordEntry } from "../audit/commands";
import { DOCX, fileName } from "../bulletins/docx-paragraphs";
import { getBoard } from "../dashboards/queries";
import { getMeeting } from "../meetings/queries";
import { transact } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { minutesFile } from "./docx";

export type MinutesFile = { name: string; type: string; pieces: Uint8Array[] };

/** 会议纪要 as a draft in Word: the board of the meeting's day, and what was settled. Noted in the audit log. */
export async function exportMinutes(actor: Actor, id: number, now: Date): Promise<MinutesFile> {
  if (!may(actor, "meeting.export")) throw notFound();
  const meeting = await getMeeting(actor, id);
  const board = await getBoard(actor, meeting.heldOn);
  const demonstration = meeting.demonstration || actor.plan?.demonstration === true;
  const bytes = await minutesFile({ meeting, board, demonstration });
  const name = fileName([meeting.title, "会议纪要"]);
  const after = { fileName: name, size: bytes.byteLength };
  const entry = { action: "meeting.export", subject: `meeting:${id}`, after };
  await transact((tx) => recordEntry(tx, actor, entry, now));
  return { name, type: DOCX, pieces: [bytes] };
}
