import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { defaultLimits, type Relay } from "../relay-options.ts";

/** A relay that listens. */
export interface Listening {
  /** Without a slash at the end, one for each address listened on. */
  readonly origins: readonly string[];
  /**
   * Takes no more connections, and lets requests under way end: one of them may be a submit that is being paid for.
   *
   * @param grace milliseconds until they are broken off. @default 195000, a little more than a submit may take
   */
  close(grace?: number): Promise<void>;
}

/**
 * Serves a relay over plain HTTP: TLS is the work of whatever stands before it. A machine without IPv6 is left without
 * the IPv6 address, as long as another one can be had.
 *
 * @param port of all addresses; 0 takes a free one
 */
export async function listen(relay: Relay, port: number, hosts: readonly string[]): Promise<Listening> {
  const origins: string[] = [];
  const servers: ReturnType<typeof createAdaptorServer>[] = [];
  let chosen = port;
  for (const host of hosts) {
    const server = createAdaptorServer({
      fetch: (request: Request) => relay.fetch(request),
      overrideGlobalObjects: false,
      // A client that sends its headers or body drop by drop does not hold a connection for long.
      serverOptions: { headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 60_000 },
    });
    const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once("error", resolve);
      server.listen(chosen, host, () => resolve(undefined));
    });
    if (failure && isUnavailable(failure) && hosts.length > 1) continue;
    if (failure) throw failure;
    const address = server.address() as AddressInfo;
    chosen = address.port;
    servers.push(server);
    origins.push(`http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${chosen}`);
  }
  return {
    origins,
    close: async (grace = defaultLimits.submitTime + 5000) => {
      const closing = servers.map((server) => new Promise((resolve) => server.close(resolve)));
      // A client keeps a connection open after its last response; nothing more is coming on it.
      const sweep = setInterval(() => {
        for (const server of servers) if ("closeIdleConnections" in server) server.closeIdleConnections();
      }, 50);
      const timer = setTimeout(() => {
        for (const server of servers) if ("closeAllConnections" in server) server.closeAllConnections();
      }, grace);
      await Promise.all(closing);
      clearTimeout(timer);
      clearInterval(sweep);
    },
  };
}

function isUnavailable({ code }: NodeJS.ErrnoException): boolean {
  return code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT";
}
