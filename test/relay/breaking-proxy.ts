import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/**
 * Passes connections on to a server, and resets them all as soon as the server answers one of the first submits: the
 * submit has arrived, and nobody learns what came of it.
 *
 * @param times how many answers are lost
 * @param then where connections go after that, when another server has taken the first one's place
 */
export async function breakingProxy(to: string, times: number, then: string = to) {
  let broken = 0;
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    let isSubmit = false;
    const { hostname, port } = new URL(broken < times ? to : then);
    const upstream = connect(Number(port), hostname);
    const end = () => {
      clients.delete(client);
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
      for (const each of clients) each.resetAndDestroy();
      upstream.destroy();
    });
    for (const socket of [client, upstream]) socket.on("error", end).on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port: own } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${own}`, broken: () => broken };
}
