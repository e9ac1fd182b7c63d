import { describe, expect, test } from "vitest";
import { menu } from "@/app/(portal)/menu";
import { thumbItems } from "@/components/shell/thumb-items";
import { NO_BADGES } from "@/lib/inbox/rules";
import type { Actor } from "@/lib/policy";

const actor = (role: Actor["role"]): Actor => ({
  ...{ accountId: 1, name: "somebody", post: "", unitName: null, address: "", sessionId: null },
  ...{ role, unitIds: role === "STAFF" ? [1] : [], cityId: null, planIds: null },
  ...{ signsOff: false, unread: 0, demonstration: false },
  plan: { id: 1, revision: 1 },
});

describe("a thumb reaches", () => {
  test.each([
    ["STAFF", ["总览", "我的填报", "签收"]],
    ["REVIEWER", ["总览", "审核", "需要协调"]],
    ["ADMIN", ["总览", "责任分工", "账号"]],
    ["LEADER", ["总览", "需要协调", "批示台账"]],
  ] as const)("what a %s is here for", (role, labels) => {
    const groups = menu(actor(role), NO_BADGES, { directives: 0, orders: 0 });
    expect(thumbItems(groups).map(({ label }) => label)).toEqual(labels);
  });

  test("what there is, where the menu is short", () => {
    const groups = menu(actor("AUDITOR"), NO_BADGES, { directives: 0, orders: 0 });
    expect(thumbItems(groups).map(({ label }) => label)).toEqual(["审计日志"]);
  });
});
