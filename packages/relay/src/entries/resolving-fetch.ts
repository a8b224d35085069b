import { lookup } from "node:dns/promises";
import { isPublicAddress } from "../results/public-address.ts";

/**
 * The platform's `fetch` after a look at what the name resolves to. It is looked up again for the connection, so a
 * name that changes in between is not noticed: the relay's entry for Node has no such gap.
 */
export const resolvingFetch: typeof globalThis.fetch = async (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  // Of a name that leads nowhere, the code tells that nothing was sent: whoever pays must know.
  const found = await lookup(hostname.replace(/^\[|\]$/g, ""), { all: true }).catch(unreached);
  if (found.every(({ address }) => isPublicAddress(address))) return fetch(input, init);
  return unreached(Object.assign(new Error("the name leads to a private address"), { code: "ENOTFOUND" }));
};

function unreached(cause: unknown): never {
  throw new TypeError("fetch failed", { cause });
}
