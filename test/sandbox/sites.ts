/** Where a service is and what opens it. Plain JSON, so that other threads and processes can be told. */
export interface ServiceSite {
  readonly id: string;
  /** Without a path and without a slash at the end. */
  readonly baseUrl: string;
  /** Empty when the service takes no key. */
  readonly apiKey: string;
  /** A good key that may not submit: 403. Empty when the service has no such keys. */
  readonly limitedKey: string;
  /** Everything that the provider is made with: address, key if there is one, and what else it needs. */
  readonly options: Readonly<Record<string, string>>;
}

/** Every service of a sandbox, by id. */
export interface ServiceSites {
  readonly services: Readonly<Record<string, ServiceSite>>;
}

/**
 * One service of a sandbox.
 *
 * @throws {Error} when there is none of that id
 */
export function siteOf({ services }: ServiceSites, id: string): ServiceSite {
  const site = services[id];
  if (!site) throw new Error(`the sandbox has no service "${id}", only ${Object.keys(services).join(", ")}`);
  return site;
}
