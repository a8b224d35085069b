import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { type Hearing, startTlsServer } from "../support/tls-server.ts";
import type { Call } from "./call.ts";
import { damage, isAccepted } from "./damage.ts";
import type { Fault, Operation } from "./faults.ts";
import type { Reply } from "./reply.ts";
import { send } from "./send.ts";
import type { RoutePlan } from "./service.ts";

/** One method and path of a server. */
export interface Route extends RoutePlan {
  handle(call: Call): Reply | Promise<Reply>;
}

/** What one origin answers. */
export interface Site {
  /** A service's id, `files` or `uploads`. */
  readonly name: string;
  readonly routes: readonly Route[];
  /** Response headers that a browser may read when CORS is on. */
  readonly exposedHeaders: readonly string[];
  /** Whose faults a request meets: the site's own service, or the owner of the file that is asked for. */
  serviceOf(path: string): string | undefined;
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
  /** Whether to serve HTTP/2 over TLS, under a certificate that nobody signed. */
  readonly http2: boolean;
  takeFault(service: string, operation: Operation): Fault | undefined;
  /** Told of every request, with its path without the query. */
  onRequest(method: string, path: string, operation: Operation | undefined): void;
}

/** A site that listens. */
export interface RunningServer {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Which connection each request for a path came over; kept with HTTP/2 only. */
  heard(path: string): readonly Hearing[];
  close(): Promise<void>;
}

type Exchange = Context<{ Bindings: HttpBindings }>;

/** Serves a site on 127.0.0.1; port 0 takes any free one. */
export async function startServer(site: Site, options: ServerOptions): Promise<RunningServer> {
  const listener = getRequestListener(createApp(site, options).fetch, { overrideGlobalObjects: false });
  if (options.http2) return startTlsServer(listener, ["h2", "http/1.1"], options.port);
  const server = createServer(listener);
  // A socket the server closes as idle just when a client reuses it would look like a fault nobody planned.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    heard: () => [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A site's routes, behind CORS if browsers are let in. */
function createApp(site: Site, options: ServerOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  if (options.cors) {
    const allowMethods = ["GET", "POST", "PUT", "DELETE", "OPTIONS"];
    const exposeHeaders = [...site.exposedHeaders];
    const letIn = cors({ origin: "*", allowMethods, exposeHeaders, maxAge: 600 });
    app.use((exchange, next) => {
      if (exchange.req.method === "OPTIONS") options.onRequest("OPTIONS", exchange.req.path, undefined);
      return letIn(exchange, next);
    });
  }
  for (const route of site.routes)
    app.on(route.method, route.path, (exchange) => answer(site, options, exchange, route));
  const wrongMethod = { handle: () => site.refuse(405) };
  for (const path of new Set(site.routes.map((route) => route.path)))
    app.all(path, (exchange) => answer(site, options, exchange, wrongMethod));
  app.notFound((exchange) => answer(site, options, exchange, { handle: () => site.unknownPath() }));
  // A client that goes away in the middle of its request is no error of the sandbox's.
  app.onError((_, { env }) => {
    env.outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  });
  return app;
}

async function answer(
  site: Site,
  options: ServerOptions,
  exchange: Exchange,
  { operation, handle }: Pick<Route, "handle"> & Partial<Route>,
): Promise<Response> {
  const { req, env } = exchange;
  const url = new URL(req.url);
  options.onRequest(req.method, url.pathname, operation);

  const service = operation && site.serviceOf(url.pathname);
  const fault = operation && service ? options.takeFault(service, operation) : undefined;
  if (fault?.kind === "reset-before") {
    env.incoming.socket.resetAndDestroy();
    return RESPONSE_ALREADY_SENT;
  }

  const call: Call = {
    method: req.method,
    url,
    headers: req.raw.headers,
    body: new Uint8Array(await req.arrayBuffer()),
    params: req.param(),
    fault,
    form: () => req.formData().catch(() => undefined),
  };
  const reply = isAccepted(fault) ? (site.guard(call, operation) ?? (await handle(call))) : undefined;
  const damaged = await damage(reply, fault, site);
  const decorated = fault?.kind === "arbitrary" ? damaged : (site.decorate?.(damaged) ?? damaged);
  // Faults cut the wire in the middle of a reply, so every reply is written to the Node response, not returned.
  await send(env.outgoing, decorated, Object.fromEntries(exchange.res.headers), fault);
  return RESPONSE_ALREADY_SENT;
}
