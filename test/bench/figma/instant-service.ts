import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** AetherForge as it would be if it took no time at all. */
export interface InstantService {
  readonly origin: string;
  /** Milliseconds in which nothing was left to do but to wait for the next question: the service's own time. */
  waited(): number;
  close(): Promise<void>;
}

/** @param results the file that each job comes to, by the number of the job */
export async function startInstantService(results: readonly Uint8Array[]): Promise<InstantService> {
  let jobs = 0;
  /** When the last job was taken on, and when it was first asked for after that. */
  let [taken, asked] = [0, 0];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://service");
    const [, kind, number] = /^\/(?:public\/v1\/)?(image-tune|job|file)\/(.+)$/.exec(pathname) ?? [];
    for await (const _ of request);
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    const answer = (body: object) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    if (request.method === "OPTIONS") response.writeHead(204).end();
    else if (kind === "image-tune") {
      answer({ job_id: String(jobs++ % results.length) });
      taken = performance.now();
      asked = 0;
    } else if (kind === "job") {
      asked ||= performance.now();
      answer({
        job_id: number,
        status: "Succeed",
        image_urls: [`http://${request.headers.host}/file/${number}`],
      });
    } else if (kind === "file") {
      response.setHeader("content-type", "image/png").end(results[Number(number)]);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    waited: () => Math.max(0, asked - taken),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
