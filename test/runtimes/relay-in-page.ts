import { createClient, imageFromBytes, type StratifyError, type Task } from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";

/** What a page needs to use a relay, as JSON. */
export interface RelayInput {
  readonly baseUrl: string;
  readonly token: string;
  /** The picture's file as base64. */
  readonly picture: string;
  readonly tasks: readonly { readonly provider: string; readonly task: Task }[];
}

/** What the page came to. */
export interface RelayReport {
  readonly origin: string;
  readonly offered: readonly string[];
  /** One for each task: the layers' names with their bytes as base64, and what failed. */
  readonly results: readonly {
    readonly layers: readonly (readonly [name: string, bytes: string])[];
    readonly failures: readonly Pick<StratifyError, "code" | "message">[];
  }[];
  /** What the page's Content-Security-Policy had to stop. */
  readonly violations: readonly string[];
}

declare global {
  /** Where the test finds what the page can do. */
  var useRelay: (input: RelayInput) => Promise<RelayReport>;
}

const violations: string[] = [];
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  violations.push(`${effectiveDirective}: ${blockedURI}`);
});

/** Runs tasks at the providers behind a relay, as a plugin's page does. */
globalThis.useRelay = async ({ baseUrl, token, picture, tasks }) => {
  const providers = await relayProviders({ baseUrl, token });
  const client = createClient<string>({ providers });
  const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
  const image = imageFromBytes(bytes, "coffee.png");
  const results = tasks.map(async ({ provider, task }) => {
    const { layers, failures } = await client.run(task, image, { provider });
    return {
      layers: layers.map(({ name, bytes }) => [name, base64Of(bytes)] as const),
      failures: failures.map(({ error: { code, message } }) => ({ code, message })),
    };
  });
  return {
    origin: globalThis.origin,
    offered: providers.map(({ id }) => id),
    results: await Promise.all(results),
    violations,
  };
};

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
