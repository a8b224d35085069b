import process from "node:process";
import { resolvingFetch } from "../../../packages/relay/src/entries/resolving-fetch.ts";

/** Run in Deno and Bun: asks for an address, and prints what came of it. */
const outcome = resolvingFetch(process.argv[2] ?? "").then(
  (response) => response.text(),
  ({ message, cause }) => `${message}: ${cause.code}`,
);
console.log(await outcome);
