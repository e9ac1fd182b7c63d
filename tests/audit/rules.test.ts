import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AnchorNote,
  type AuditContent,
  anchorNoteOf,
  auditHash,
  CHAIN_START,
  findChainFault,
  findLostAnchors,
} from "@/lib/audit/rules";

type Entry = AuditContent & { hash: string };

function chain(length: number): Entry[] {
  const entries: Entry[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const content: AuditContent = {
      sequence,
      at: `2024-09-06T01:00:0${sequence % 10}.000Z`,
      businessOn: "2024-09-06",
      accountId: sequence,
      accountName: `济南市教育局 · 填报员 · ${sequence}`,
      address: "10.0.0.1",
      action: "update.submit",
      subject: `assignment:${sequence}`,
      before: { percent: sequence },
      after: { percent: sequence + 1, month: "2024-09-01" },
      previousHash: entries.at(-1)?.hash ?? CHAIN_START,
    };
    entries.push({ ...content, hash: auditHash(content) });
  }
  return entries;
}

const place = fc.nat({ max: 7 });

test("an untouched chain holds, whole or in pages", () => {
  const entries = chain(8);
  expect(findChainFault(entries)).toBeNull();
  expect(findChainFault([])).toBeNull();
  expect(findChainFault(entries.slice(5), entries[4])).toBeNull();
});

describe("tampering is found", () => {
  const EDITS: Partial<AuditContent>[] = [
    { at: "2024-09-06T01:00:00.001Z" },
    { businessOn: "2024-09-07" },
    { accountId: 99 },
    { accountId: null },
    { accountName: "别人" },
    { address: "" },
    { action: "update.approve" },
    { subject: "assignment:99" },
    { before: null },
    { after: { percent: 100, month: "2024-09-01" } },
    { after: { percent: 3 } },
  ];

  test.each(EDITS)("an entry edited to %j", (edit) => {
    fc.assert(
      fc.property(place, (at) => {
        const entries = chain(8).map((entry, index) =>
          index === at ? { ...entry, ...edit } : entry,
        );
        expect(findChainFault(entries)).toEqual({
          sequence: at + 1,
          sentence: `第 ${at + 1} 条的内容被改动过。`,
        });
      }),
    );
  });

  test("an entry edited together with its own hash breaks the next one", () => {
    const entries = chain(8);
    const { hash: _, ...content } = entries[3] as Entry;
    const forged = { ...content, after: { percent: 100 } };
    entries[3] = { ...forged, hash: auditHash(forged) };
    expect(findChainFault(entries)).toMatchObject({ sequence: 5 });
  });

  test("an entry removed, unless it is the last", () => {
    for (let at = 0; at < 7; at += 1) {
      const fault = findChainFault(chain(8).filter((_, index) => index !== at));
      expect(fault).toEqual({
        sequence: at + 2,
        sentence: `第 ${at + 1} 条缺失，其后为第 ${at + 2} 条。`,
      });
    }
  });

  test("an entry removed and the rest renumbered", () => {
    const entries = chain(8).filter((_, index) => index !== 3);
    expect(
      findChainFault(entries.map((entry, index) => ({ ...entry, sequence: index + 1 }))),
    ).toMatchObject({ sequence: 4 });
  });

  test("two entries swapped, wherever they stand", () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        fc.pre(one !== other);
        const entries = chain(8);
        [entries[one], entries[other]] = [entries[other] as Entry, entries[one] as Entry];
        expect(findChainFault(entries)).not.toBeNull();
        const renumbered = entries.map((entry, index) => ({ ...entry, sequence: index + 1 }));
        expect(findChainFault(renumbered)).not.toBeNull();
      }),
    );
  });

  test("an entry put in front of the first", () => {
    expect(findChainFault(chain(3), { sequence: 0, hash: "f".repeat(64) })).toMatchObject({
      sequence: 1,
    });
  });
});

describe("the hash", () => {
  const [entry] = chain(1);
  const { hash: _, ...content } = entry as Entry;

  test("does not depend on the order in which the database keeps keys", () => {
    const after = { month: "2024-09-01", percent: 2, nested: { b: [1, { d: 1, c: 2 }], a: null } };
    const turned = { nested: { a: null, b: [1, { c: 2, d: 1 }] }, percent: 2, month: "2024-09-01" };
    expect(auditHash({ ...content, after })).toBe(auditHash({ ...content, after: turned }));
  });

  test("tells texts apart that look alike when put together", () => {
    expect(auditHash({ ...content, action: "a", subject: "b" })).not.toBe(
      auditHash({ ...content, action: 'a","subject":"b', subject: "" }),
    );
    expect(auditHash({ ...content, after: ["a", "b"] })).not.toBe(
      auditHash({ ...content, after: ["a,b"] }),
    );
    expect(auditHash({ ...content, after: "1" })).not.toBe(auditHash({ ...content, after: 1 }));
    expect(auditHash({ ...content, after: null })).not.toBe(
      auditHash({ ...content, after: "null" }),
    );
  });

  test("survives whatever JSON comes back from the database", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (after) => {
        const returned = JSON.parse(JSON.stringify({ ...content, after })) as AuditContent;
        expect(auditHash(returned)).toBe(auditHash({ ...content, after }));
      }),
    );
  });
});

describe("anchors the log says were kept", () => {
  const note = (reached: number, more: Partial<AnchorNote> = {}): AnchorNote => ({
    ...{ chainId: "a", reached, folder: "here", renewed: false },
    ...more,
  });
  const lost = (notes: AnchorNote[], kept: number[]) =>
    findLostAnchors(notes, "a", new Set(kept), "here");

  test("are all in the file, and nothing is wrong", () => {
    expect(lost([note(5), note(9)], [5, 9, 12])).toEqual({ fault: null, elsewhere: [] });
  });

  test("are asked for only of this chain and since the file was last begun anew", () => {
    expect(lost([note(3, { chainId: "b" })], []).fault).toBeNull();
    expect(lost([note(3), note(7, { renewed: true })], [7]).fault).toBeNull();
    expect(lost([note(3), note(7, { renewed: true })], []).fault?.sequence).toBe(7);
    // Another server began its own anew.
    expect(lost([note(3), note(7, { renewed: true, folder: "b" })], [7]).fault?.sequence).toBe(3);
  });

  test("kept on another server are told, not counted as lost, and known again where the file was moved", () => {
    const there = note(4, { folder: "there" });
    expect(lost([there], [])).toEqual({ fault: null, elsewhere: ["there"] });
    expect(lost([there, there], [4])).toEqual({ fault: null, elsewhere: [] });
  });

  test("are read from their entries alone", () => {
    expect(anchorNoteOf({ ...note(5) })).toEqual([note(5)]);
    for (const other of [null, {}, { reached: 5 }, { ...note(5), reached: "5" }]) {
      expect(anchorNoteOf(other)).toEqual([]);
    }
  });
});
