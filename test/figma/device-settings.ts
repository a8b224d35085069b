import type { ServiceSites } from "../sandbox/sites.ts";

/** What the plugin keeps of a user who works with the sandbox: keys, options and consents for every service. */
export function deviceSettings({ services }: ServiceSites) {
  const sites = Object.values(services);
  return {
    keys: Object.fromEntries(sites.filter(({ apiKey }) => apiKey).map(({ id, apiKey }) => [id, apiKey])),
    endpoints: Object.fromEntries(sites.map(({ id, baseUrl }) => [id, baseUrl])),
    options: Object.fromEntries(
      sites.map(({ id, options: { apiKey: _, baseUrl: __, ...others } }) => [id, others]),
    ),
    consents: sites.map(({ id, baseUrl }) => `${id} ${new URL(baseUrl).host}`),
  };
}
