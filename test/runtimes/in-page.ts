import { type WatchedJourney, watchedJourney } from "./watched-journey.ts";

declare global {
  /** Where the test finds what the page came to. */
  var outcome: Promise<WatchedJourney> | undefined;
}

globalThis.outcome = location.pathname === "/worker" ? inWorker() : watchedJourney();

function inWorker(): Promise<WatchedJourney> {
  const worker = new Worker("/in-worker.mjs", { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}
