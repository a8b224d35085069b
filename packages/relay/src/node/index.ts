export { type EngineLimits, engineProvider } from "./engine-provider.ts";
export { type Listening, listen } from "./listen.ts";
export { lookupPublic, nodeFetch } from "./node-fetch.ts";
