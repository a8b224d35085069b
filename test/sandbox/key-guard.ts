import type { Call } from "./call.ts";
import { json, type Reply } from "./reply.ts";

/** The keys that open the services. The limited ones are good but lack the permission to submit. */
export const sandboxKeys = {
  aetherforge: "af-sandbox-key-5d1c0e7b9a42",
  claid: "claid-sandbox-key-83f2a6c4d90e",
  figur: "sk_test_sandbox_6b7e19f0c2d84a35",
  hitpaw: "hitpaw-sandbox-key-f41d7a92b60c",
  claidLimited: "claid-limited-key-27c95be10f38",
  figurLimited: "sk_test_limited_90ad3f6e1b7c4825",
};

/** Sees keys arrive where they do not belong. */
export class KeyGuard {
  /** One line for every key that came to an origin it was not made for. */
  readonly leaks: string[] = [];

  /** Looks for other services' keys anywhere in a call's address and headers. */
  watch(site: string, call: Call): boolean {
    const sent = [call.url.href, ...Object.values(call.headers).flat()].join("\n");
    const foreign = Object.entries(sandboxKeys).filter(
      ([owner, key]) => !owner.startsWith(site) && sent.includes(key),
    );
    for (const [owner] of foreign)
      this.leaks.push(`${call.method} ${site}${call.url.pathname}: the key of ${owner}`);
    return foreign.length > 0;
  }

  /** The answer of an origin that no key is made for to a call that carries one. */
  refuse(site: string, call: Call): Reply | undefined {
    const isKnown = this.watch(site, call);
    const { authorization, apikey } = call.headers;
    if (!isKnown && authorization === undefined && apikey === undefined) return undefined;
    if (!isKnown) this.leaks.push(`${call.method} ${site}${call.url.pathname}: an unknown key`);
    return json(400, { message: "A key was sent to an origin that it was not made for." });
  }
}
