import { aetherforge, claid, figur, hitpaw, type Provider } from "@stratify/core";
import type { Environment } from "./settings.ts";

/**
 * The services whose keys are in the environment.
 *
 * @throws {TypeError} when a key or an address can't be one, or FIGUR's preset is missing
 */
export function serviceProviders(env: Environment): readonly Provider[] {
  return [
    ...withKey(env, "AETHERFORGE", aetherforge),
    ...withKey(env, "CLAID", claid),
    ...withKey(env, "FIGUR", (site) => figur({ ...site, outputPreset: env.FIGUR_OUTPUT_PRESET ?? "" })),
    ...withKey(env, "HITPAW", hitpaw),
  ];
}

function withKey(
  env: Environment,
  name: string,
  create: (site: { readonly apiKey: string; readonly baseUrl?: string }) => Provider,
): readonly Provider[] {
  const apiKey = env[`${name}_API_KEY`];
  const baseUrl = env[`${name}_BASE_URL`];
  return apiKey ? [create({ apiKey, ...(baseUrl && { baseUrl }) })] : [];
}
