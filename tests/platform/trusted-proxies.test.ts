import { describe, expect, test } from "vitest";
import { isTrusted, NEAREST_PROXIES, trustedProxies } from "@/lib/platform/trusted-proxies";

describe("proxies that are believed", () => {
  test.each([
    [NEAREST_PROXIES, "127.0.0.1", true],
    [NEAREST_PROXIES, "::1", true],
    [NEAREST_PROXIES, "::ffff:127.0.0.1", true],
    [NEAREST_PROXIES, "10.0.0.1", false],
    [NEAREST_PROXIES, undefined, false],
    [NEAREST_PROXIES, "no address", false],
    ["10.1.2.3", "10.1.2.3", true],
    ["10.1.2.3", "10.1.2.4", false],
    ["10.1.2.3", "127.0.0.1", false],
    ["10.1.0.0/16，192.168.7.9", "10.1.255.255", true],
    ["10.1.0.0/16 192.168.7.9", "192.168.7.9", true],
    ["10.1.0.0/16,192.168.7.9", "10.2.0.0", false],
    ["fd00::/8", "fd12::1", true],
    ["0.0.0.0/0", "203.0.113.9", true],
    ["", "127.0.0.1", false],
  ])("“%s” and %s: %s", (text, remote, expected) => {
    const list = trustedProxies(text);
    expect(list && isTrusted(list, remote)).toBe(expected);
  });

  test.each([
    "proxy",
    "10.1.2",
    "10.1.2.3/33",
    "10.1.2.3/",
    "10.1.2.3/8/8",
    "::1/129",
    "10.0.0.0/a",
  ])("“%s” is none", (text) => {
    expect(trustedProxies(text)).toBeNull();
  });
});
