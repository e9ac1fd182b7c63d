import { BlockList, isIP } from "node:net";

/** On the same machine, where nothing else is said. */
export const NEAREST_PROXIES = "127.0.0.0/8 ::1";

/**
 * Addresses and networks (10.1.2.3, 10.1.0.0/16, ::1) whose word on who calls is believed; null when
 * one of them is none. Separated by blanks or commas.
 */
export function trustedProxies(text: string): BlockList | null {
  const list = new BlockList();
  for (const each of text.split(/[\s,，]+/).filter((part) => part !== "")) {
    const [address = "", bits, ...more] = each.split("/");
    const version = isIP(address);
    const most = version === 4 ? 32 : 128;
    const length = bits === undefined ? most : Number(/^\d{1,3}$/.exec(bits)?.[0] ?? Number.NaN);
    if (version === 0 || more.length > 0 || !(length >= 0 && length <= most)) return null;
    list.addSubnet(address, length, version === 4 ? "ipv4" : "ipv6");
  }
  return list;
}

/** Whether a connection comes from one of them; `remote` as the socket names it. */
export function isTrusted(list: BlockList, remote: string | undefined): boolean {
  const address = remote?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "";
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? "ipv4" : "ipv6");
}
