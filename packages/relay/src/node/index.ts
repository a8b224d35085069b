export { type EngineLimits, engineProvider } from "./engine-provider.ts";
export { type Listening, listen } from "./listen.ts";
export { lookupPublic, publicFetch } from "./public-fetch.ts";
