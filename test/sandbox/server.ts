import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Call, readBody } from "./call.ts";
import { corsHeaders, isPreflight, preflight } from "./cors.ts";
import { damage, isAccepted } from "./damage.ts";
import type { Fault, Operation, Service } from "./faults.ts";
import type { Reply } from "./reply.ts";
import { send } from "./send.ts";

/** One method and path of a server. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Faults are planned by this; a route without it never goes wrong. */
  readonly operation?: Operation;
  handle(call: Call): Reply | Promise<Reply>;
}

/** The six origins. */
export type SiteName = Service | "files" | "uploads";

/** What one origin answers. */
export interface Site {
  readonly name: SiteName;
  readonly routes: readonly Route[];
  /** Whose faults a request meets: the site's own service, or the owner of the file that is asked for. */
  serviceOf(params: Readonly<Record<string, string>>): Service | undefined;
  /** Looks at every request first: keys, limits. A reply ends the request there. */
  guard(call: Call, operation: Operation | undefined): Reply | undefined;
  /** The site's own way to say no, for wrong methods and planned faults; `retryAfter` in seconds. */
  refuse(status: number, retryAfter?: number): Reply;
  unknownPath(): Reply;
  /** Adds the headers that every answer carries. */
  decorate?(reply: Reply): Reply;
}

/** What the servers share. */
export interface ServerOptions {
  readonly port: number;
  readonly cors: boolean;
  takeFault(service: Service, operation: Operation): Fault | undefined;
  /** Told of every request, with its path without the query. */
  onRequest(method: string, path: string, operation: Operation | undefined): void;
}

/** A site that listens. */
export interface RunningServer {
  /** Without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves a site on 127.0.0.1; port 0 takes any free one. */
export async function startServer(site: Site, options: ServerOptions): Promise<RunningServer> {
  const server = createServer((request, response) => {
    // A client that goes away in the middle of its request is no error of the sandbox's.
    answer(site, options, request, response).catch(() => response.destroy());
  });
  // A socket the server closes as idle just when a client reuses it would look like a fault nobody planned.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  site: Site,
  options: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? "GET";
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "127.0.0.1"}`);
  const found = find(site.routes, method, url.pathname);
  const operation = found?.route?.operation;
  options.onRequest(method, url.pathname, operation);

  const service = found && site.serviceOf(found.params);
  const fault = operation && service ? options.takeFault(service, operation) : undefined;
  if (fault?.kind === "reset-before") return void request.socket.resetAndDestroy();

  const cors = corsHeaders(options.cors);
  const body = await readBody(request);
  if (options.cors && isPreflight(request)) return send(response, preflight(cors), cors, undefined);

  const call: Call = { method, url, headers: request.headers, body, params: found?.params ?? {}, fault };
  const reply = isAccepted(fault) ? await answerTo(site, call, found) : undefined;
  const damaged = await damage(reply, fault, site);
  const decorated = fault?.kind === "arbitrary" ? damaged : (site.decorate?.(damaged) ?? damaged);
  await send(response, decorated, cors, fault);
}

function answerTo(site: Site, call: Call, found: Found | undefined): Reply | Promise<Reply> {
  const guarded = site.guard(call, found?.route?.operation);
  if (guarded) return guarded;
  if (!found) return site.unknownPath();
  return found.route ? found.route.handle(call) : site.refuse(405);
}

interface Found {
  /** Absent when the path is known under another method only. */
  readonly route?: Route;
  readonly params: Readonly<Record<string, string>>;
}

function find(routes: readonly Route[], method: string, path: string): Found | undefined {
  let otherMethod: Found | undefined;
  for (const route of routes) {
    const match = route.path.exec(path);
    if (match && route.method === method) return { route, params: match.groups ?? {} };
    if (match) otherMethod = { params: {} };
  }
  return otherMethod;
}
