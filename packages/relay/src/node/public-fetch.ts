import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { Agent } from "undici";
import { isPublicAddress } from "../results/public-address.ts";

type Told = (error: Error | null, addresses: string | LookupAddress[], family?: number) => void;

/**
 * The platform's `fetch` over connections that only go to addresses of the open internet. Names are checked when they
 * are resolved for the connection itself, so one that resolves differently a moment later gains nothing.
 */
export function publicFetch(): typeof globalThis.fetch {
  const dispatcher = new Agent({ connect: { lookup: lookupPublic } });
  return (input, init) => {
    const options = { ...init, dispatcher };
    return fetch(input, options);
  };
}

/** Resolves as `dns.lookup` does, and fails when any of the addresses is a private one. */
export function lookupPublic(name: string, options: LookupOptions, told: Told): void {
  lookup(name, options, (error, found, family) => {
    const addresses = typeof found === "string" ? [found] : (found ?? []).map(({ address }) => address);
    if (!error && !addresses.every(isPublicAddress)) {
      return told(new Error("the name leads to a private address"), []);
    }
    told(error, found, family);
  });
}
