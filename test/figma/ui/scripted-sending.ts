import type { Client, TaskResult } from "@stratify/core";
import { openServices } from "../../../packages/figma-plugin/src/ui/app/open-services.ts";
import { start } from "../../../packages/figma-plugin/src/ui/app/start.ts";

// The window with a client that says what the test tells it about sending, and pays for nothing; without any worker.

type Sending = Awaited<ReturnType<Client["sending"]>>;

const nothing: TaskResult = { layers: [], failures: [], jobs: [] };
/** What each run was allowed. */
const runs: boolean[] = [];
let settle: (sending: Sending | undefined) => void = () => {};
const told = new Promise<Sending>((resolve, reject) => {
  settle = (sending) => (sending ? resolve(sending) : reject(new Error("the service can't be asked")));
});

const { services, said } = openServices();
const clientOf = services.providers.client;
const client = (allowResend = false): Client => ({
  ...clientOf(allowResend),
  sending: () => told,
  async run() {
    runs.push(allowResend);
    return nothing;
  },
});

Object.assign(globalThis, { runs, settle });
const place = document.getElementById("app");
const maker = {
  ...services.pixels.maker,
  check: async () => ({ width: 80, height: 60, sha256: "of the image" }),
};
const scripted = {
  ...services,
  providers: { ...services.providers, client },
  pixels: { ...services.pixels, maker, ready: async () => {}, warm: async () => {} },
  check: async () => {},
};
if (place) start(place, { services: scripted, said });
