import { expect, test } from "vitest";
import { jumpsFor } from "@/app/(portal)/jumps";
import { search } from "@/lib/search/queries";
import { withDatabase } from "../support/database";
import { actorNamed } from "../support/people";

withDatabase({ template: "demonstration" });

const TODAY = "2024-09-20";
// Of every kind the demonstration holds, and what nobody wrote.
const WORDS = [
  ...[
    "教育",
    "15",
    "jnsjyj",
    "第一次",
    "请",
    "两市",
    "审核",
    "节点",
    "开工",
    "延期",
    "调整",
    "资金",
  ],
  ...["数量", "材料", "总体情况", "pdf", "红黄灯", "wdtb", "没有这样的词"],
];

test.each(["leader", "reviewer", "admin", "ly-jyj", "auditor"])(
  "what Ctrl K finds for %s the search page finds too, and of the same kinds",
  async (name) => {
    const actor = await actorNamed(name);
    const kinds = new Set<string>();
    for (const q of WORDS) {
      const [quick, page] = [
        await search(actor, { q }, TODAY, "QUICKLY"),
        await search(actor, { q }, TODAY),
      ];
      const shape = (groups: typeof quick) => groups.map(({ kind }) => kind);
      expect([q, shape(quick)]).toEqual([q, shape(page)]);
      for (const group of quick) {
        kinds.add(group.kind);
        const all = page.find(({ kind }) => kind === group.kind);
        const places = (hits: typeof group.hits | undefined) => hits?.map(({ href }) => href);
        const first = all?.hits.slice(0, group.hits.length);
        expect([q, places(first)]).toEqual([q, places(group.hits)]);
        // Whatever is left out says so.
        if (group.hits.length < (all?.hits.length ?? 0)) expect(group.more).toBe(true);
        const [alone] = await search(actor, { q, kind: group.kind }, TODAY);
        expect(alone?.hits.slice(0, all?.hits.length)).toEqual(all?.hits);
      }
    }
    expect(kinds.size).toBeGreaterThan(actor.role === "AUDITOR" ? -1 : 10);
    const places = await jumpsFor(actor, "消息");
    expect(places.map(({ label }) => label)).toContain("消息");
  },
);
