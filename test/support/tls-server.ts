import type { IncomingMessage, ServerResponse } from "node:http";
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { createServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { generate } from "selfsigned";

/** A request of either protocol; Node gives both the same properties. */
export type TlsRequest = IncomingMessage | Http2ServerRequest;

/** Its response. `response.socket?.resetAndDestroy()` resets the connection, as it does without TLS. */
export type TlsResponse = ServerResponse | Http2ServerResponse;

/** Responds to one request, as the handlers of Node's own servers do. */
export type TlsHandler = (request: TlsRequest, response: TlsResponse) => unknown;

/** What a client may choose from when it connects. */
export type TlsProtocol = "h2" | "http/1.1";

/** Which connection a request came over. */
export interface Hearing {
  readonly method: string;
  /** Counts the server's connections from 1. */
  readonly connection: number;
  /** Counts the requests of the connection from 1; every later one came over a reused connection. */
  readonly nth: number;
  /** The version of HTTP: `2.0` or `1.1`. */
  readonly version: string;
}

/** A server behind TLS. */
export interface TlsServer {
  /** Without a slash at the end. */
  readonly origin: string;
  /** The requests for a path without its query, in the order of arrival; preflights are among them. */
  heard(path: string): readonly Hearing[];
  /** Ends the TCP connection that a request came over, without a word of HTTP/2 or TLS. */
  hangUp(request: TlsRequest): void;
  close(): Promise<void>;
}

interface Connection {
  readonly number: number;
  readonly raw: Socket;
  requests: number;
}

/** Made once in a process. */
let certificate: ReturnType<typeof makeCertificate> | undefined;

async function makeCertificate() {
  const options = { keyType: "ec", algorithm: "sha256" } as const;
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], options);
  return { key, cert };
}

/**
 * Serves a handler over TLS on this machine, under a certificate that nobody but itself signed, and
 * counts what each connection brings.
 *
 * @param protocols what clients are offered; HTTP/2 alone by default
 * @param port any free one by default
 */
export async function startTlsServer(
  handler: TlsHandler,
  protocols: readonly TlsProtocol[] = ["h2"],
  port = 0,
): Promise<TlsServer> {
  certificate ??= makeCertificate();
  const identity = await certificate;
  /** By the client's port, which the TCP connection and the TLS connection on it have in common. */
  const connections = new Map<number | undefined, Connection>();
  const hearings = new Map<string, Hearing[]>();
  let opened = 0;

  const onRequest = (request: TlsRequest, response: TlsResponse) => {
    const connection = connections.get(request.socket.remotePort);
    if (connection) {
      connection.requests += 1;
      const { number, requests: nth } = connection;
      const path = pathOf(request);
      const { method = "", httpVersion: version } = request;
      hearings.set(path, [...(hearings.get(path) ?? []), { method, connection: number, nth, version }]);
    }
    return handler(request, response);
  };

  const server = protocols.includes("h2")
    ? createSecureServer({ ...identity, allowHTTP1: protocols.includes("http/1.1") }, onRequest)
    : createServer(identity, onRequest);
  server.on("connection", (raw: Socket) => {
    opened += 1;
    const port = raw.remotePort;
    connections.set(port, { number: opened, raw, requests: 0 });
    raw.on("close", () => connections.delete(port));
  });
  server.on("secureConnection", (socket: TLSSocket) => {
    const raw = connections.get(socket.remotePort)?.raw;
    // Node resets TCP connections only, and throws for what lies above them.
    socket.resetAndDestroy = () => {
      raw?.resetAndDestroy();
      return socket;
    };
  });

  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    heard: (path) => hearings.get(path) ?? [],
    hangUp: (request) => void connections.get(request.socket.remotePort)?.raw.destroy(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const { raw } of connections.values()) raw.destroy();
      }),
  };
}

function pathOf({ url = "/" }: TlsRequest): string {
  return new URL(url, "https://localhost").pathname;
}
