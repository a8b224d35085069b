import { type AddressInfo, connect, createServer } from "node:net";
import { onTestFinished } from "vitest";

/**
 * Passes connections on to a server, and resets those of the first submits as soon as the server answers them: the
 * submit has arrived, and nobody learns what came of it.
 *
 * @param times how many answers are lost
 */
export async function breakingProxy(to: string, times: number) {
  const { hostname, port } = new URL(to);
  let broken = 0;
  const server = createServer((client) => {
    let isSubmit = false;
    const upstream = connect(Number(port), hostname);
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on("data", (bytes) => {
      isSubmit = /^POST \/v1\/jobs[? ]/.test(bytes.toString("latin1")) || isSubmit;
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (!isSubmit || broken >= times) return void client.write(bytes);
      broken++;
      client.resetAndDestroy();
      upstream.destroy();
    });
    for (const socket of [client, upstream]) socket.on("error", end).on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port: own } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${own}`, broken: () => broken };
}
