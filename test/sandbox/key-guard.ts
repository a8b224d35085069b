import type { Call } from "./call.ts";
import { json, type Reply } from "./reply.ts";
import type { SandboxService } from "./service.ts";

/** Sees keys arrive where they do not belong. */
export class KeyGuard {
  /** One line for every key that came to an origin it was not made for. */
  readonly leaks: string[] = [];
  readonly #keys: readonly { readonly owner: string; readonly key: string }[];
  /** Headers that carry a key to one service or another. */
  readonly #headers: ReadonlySet<string>;

  constructor(services: readonly SandboxService[]) {
    this.#keys = services.flatMap(({ id, key }) =>
      [key?.good, key?.limited].flatMap((each) => (each === undefined ? [] : [{ owner: id, key: each }])),
    );
    this.#headers = new Set(services.flatMap(({ key }) => (key ? [key.header] : [])));
  }

  /** Looks for other services' keys anywhere in a call's address and headers. */
  watch(site: string, call: Call): boolean {
    const sent = [call.url.href, ...call.headers.values()].join("\n");
    const foreign = this.#keys.filter(({ owner, key }) => owner !== site && sent.includes(key));
    for (const { owner } of foreign)
      this.leaks.push(`${call.method} ${site}${call.url.pathname}: the key of ${owner}`);
    return foreign.length > 0;
  }

  /** The answer of an origin that no key is made for to a call that carries one. */
  refuse(site: string, call: Call): Reply | undefined {
    const isKnown = this.watch(site, call);
    const carriesKey = [...this.#headers].some((name) => call.headers.has(name));
    if (!isKnown && !carriesKey) return undefined;
    if (!isKnown) this.leaks.push(`${call.method} ${site}${call.url.pathname}: an unknown key`);
    return json(400, { message: "A key was sent to an origin that it was not made for." });
  }
}
