import ipaddr from "ipaddr.js";

/** Whether an IP address is one of the open internet: not of this machine, its network, or any reserved range. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address written as IPv6 is taken for what it is.
  return ipaddr.process(address).range() === "unicast";
}

/**
 * Whether an address is one of the open internet, by https, as far as it tells without resolving its name. The
 * parser of addresses has already undone the disguises of numbers, such as `0x7f.1`.
 */
export function looksPublic({ protocol, hostname, username, password }: URL): boolean {
  if (protocol !== "https:" || username || password) return false;
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (ipaddr.isValid(host)) return isPublicAddress(host);
  return host.includes(".") && !/\.(localhost|local|internal|intranet|home|lan|corp|arpa)$/.test(host);
}
