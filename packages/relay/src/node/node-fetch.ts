import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { isIP } from "node:net";
import { Agent, buildConnector } from "undici";
import { isPublicAddress } from "../results/public-address.ts";
import { getFile } from "./get-file.ts";

type Told = (error: Error | null, addresses: string | LookupAddress[], family?: number) => void;

/**
 * The `fetch` for a relay on Node. Its connections only go to addresses of the open internet: names are checked when
 * they are resolved for the connection itself, so one that resolves differently a moment later gains nothing. Files
 * take a shorter way than the platform's `fetch` has, which copies every chunk.
 *
 * @param options.allowPrivateAddresses lets connections go anywhere, for a sandbox on this machine. @default false
 */
export function nodeFetch(
  options: { readonly allowPrivateAddresses?: boolean } = {},
): typeof globalThis.fetch {
  const dispatcher = new Agent({ connect: options.allowPrivateAddresses ? {} : connectPublic() });
  return (input, init = {}) => {
    const { method = "GET", redirect, signal } = init;
    if (method === "GET" && redirect === "manual" && !(input instanceof Request)) {
      return getFile(new URL(input), new Headers(init.headers), signal ?? undefined, dispatcher);
    }
    const through = { ...init, dispatcher };
    return fetch(input, through);
  };
}

function connectPublic(): buildConnector.connector {
  const connect = buildConnector({ lookup: lookupPublic });
  return (to, told) => {
    // What is an address already is not looked up.
    const host = to.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) && !isPublicAddress(host)) return told(privateAddress(), null);
    connect(to, told);
  };
}

/** Resolves as `dns.lookup` does, and fails when any of the addresses is a private one. */
export function lookupPublic(name: string, options: LookupOptions, told: Told): void {
  lookup(name, options, (error, found, family) => {
    const addresses = typeof found === "string" ? [found] : (found ?? []).map(({ address }) => address);
    if (!error && !addresses.every(isPublicAddress)) return told(privateAddress(), []);
    told(error, found, family);
  });
}

/** With the code of a name that leads nowhere: nothing was sent, which whoever pays must know. */
function privateAddress(): Error {
  return Object.assign(new Error("the name leads to a private address"), { code: "ENOTFOUND" });
}
