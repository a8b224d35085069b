import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** AetherForge as it would be if it took no time at all. */
export interface InstantService {
  readonly origin: string;
  /**
   * Milliseconds in which nothing was asked, and the next thing that was asked was how a job stands: the service's own
   * time, which a client does nothing about but to wait.
   */
  waited(): number;
  close(): Promise<void>;
}

/** @param results the file that each job comes to, by the number of the job */
export async function startInstantService(results: readonly Uint8Array[]): Promise<InstantService> {
  let jobs = 0;
  let [waited, atWork, restingSince] = [0, 0, 0];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://service");
    const [, kind, number] = /^\/(?:public\/v1\/)?(image-tune|job|file)\/(.+)$/.exec(pathname) ?? [];
    const result = results[Number(number)];
    if (kind === "job" && result && atWork === 0) waited += performance.now() - restingSince;
    atWork += 1;
    response.on("close", () => {
      atWork -= 1;
      restingSince = performance.now();
    });
    for await (const _ of request);
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    const answer = (body: object) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    if (request.method === "OPTIONS") response.writeHead(204).end();
    else if (kind === "image-tune") {
      answer({ job_id: String(jobs++ % results.length) });
    } else if (kind === "job" && result) {
      answer({
        job_id: number,
        status: "Succeed",
        image_urls: [`http://${request.headers.host}/file/${number}`],
      });
    } else if (kind === "file") {
      response.setHeader("content-type", "image/png").end(result);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    waited: () => waited,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
