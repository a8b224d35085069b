import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request, read to its end. */
export interface Received {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** A server for one test. */
export interface LocalServer {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Every request, in the order of arrival. */
  readonly received: readonly Received[];
}

/** Answers one request; `index` counts from 0. An answer that is never ended hangs. */
export type Answer = (response: ServerResponse, request: Received, index: number) => unknown;

/** Serves real HTTP on this machine until the test is over. */
export async function localServer(answer: Answer): Promise<LocalServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url: path = "", headers } = request;
    const whole: Received = { method, path, headers, body: Buffer.concat(chunks) };
    received.push(whole);
    answer(response, whole, received.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, received };
}
