import { systemClock } from "@stratify/core";
import { createRelay, memorySubmits } from "@stratify/relay";
import { listen, nodeFetch } from "@stratify/relay/node";
import { heldMemory } from "../../contract/held-memory.ts";
import { sandboxProviders } from "../../sandbox/providers.ts";
import type { ServiceSites } from "../../sandbox/sites.ts";
import { hosted } from "./hosted.ts";

/** A relay in a process of its own: told where the services are, it tells its address, and its memory when asked. */
const [sites = "{}", token = "", secret = ""] = process.argv.slice(2);
const relay = createRelay({
  providers: [...sandboxProviders(JSON.parse(sites) as ServiceSites), hosted],
  tokens: [{ name: "bench", token, requestsPerMinute: 1e9 }],
  secrets: [secret],
  submits: memorySubmits({ onlyInstance: true, clock: systemClock }),
  allowPrivateAddresses: true,
  fetch: nodeFetch({ allowPrivateAddresses: true }),
});
const { origins } = await listen(relay, 0, ["127.0.0.1"]);
process.on("message", async () => {
  process.send?.({ held: await heldMemory(), resident: process.memoryUsage.rss() });
});
process.send?.({ baseUrl: origins[0] });
