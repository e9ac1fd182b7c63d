import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { env } from "@/lib/platform/env";
import { isFresh, seal, unseal } from "@/lib/platform/secret-box";

const own = env().SESSION_SECRET;
afterEach(() => Object.assign(env(), { SESSION_SECRET: own, SESSION_SECRET_FORMER: [] }));

describe("what is sealed", () => {
  test("opens again for whom it was sealed, and reads as nothing to anybody else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, bound) => {
        const sealed = seal(text, bound);
        expect(unseal(sealed, bound)).toEqual({ text, fresh: true });
        expect(unseal(sealed, `${bound}!`)).toBeNull();
        if (text.length > 3) expect(sealed).not.toContain(text);
      }),
      { numRuns: 100 },
    );
  });

  test("is never the same twice, so that equal secrets do not show", () => {
    expect(seal("JBSWY3DPEHPK3PXP", "totp 1")).not.toBe(seal("JBSWY3DPEHPK3PXP", "totp 1"));
  });

  test("opens no more when one sign of it was changed", () => {
    const sealed = seal("JBSWY3DPEHPK3PXP", "totp 1");
    const from = sealed.lastIndexOf(".") + 1;
    for (let at = from; at < sealed.length - 1; at += 1) {
      const other = sealed[at] === "A" ? "B" : "A";
      expect(unseal(sealed.slice(0, at) + other + sealed.slice(at + 1), "totp 1")).toBeNull();
    }
  });

  test.each(["", "v1", "v1..", "v2.a.b", "v1.abcdefgh.AAAA", "JBSWY3DPEHPK3PXP"])(
    "%j is nothing that was sealed",
    (text) => {
      expect(unseal(text, "totp 1")).toBeNull();
      expect(isFresh(text)).toBe(false);
    },
  );

  test("under a former secret opens while that is named, and is not fresh", () => {
    const sealed = seal("text", "a");
    env().SESSION_SECRET = "another secret that is long enough for all";
    expect(unseal(sealed, "a")).toBeNull();
    env().SESSION_SECRET_FORMER = [own ?? ""];
    expect(unseal(sealed, "a")).toEqual({ text: "text", fresh: false });
    expect(isFresh(sealed)).toBe(false);
    expect(isFresh(seal("text", "a"))).toBe(true);
  });
});
