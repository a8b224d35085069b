import type { CallContext } from "./call-context.ts";
import type { Capabilities } from "./capabilities.ts";
import type { Provider } from "./provider.ts";

/** A text in each language of the hosts. */
export interface Words {
  readonly en: string;
  readonly de: string;
}

/** One option of a service, as hosts ask for it, keep it and read it from the environment. */
export interface ServiceOption {
  /** The property that {@link Service.create} reads. */
  readonly name: string;
  /** Hosts keep it in their secret storage and never show it. */
  readonly secret?: true;
  /** Without it the service can't be used. */
  readonly required?: true;
  /** The environment variable that the demo and the relay read. */
  readonly env: string;
  /** A noun for forms and settings pages. */
  readonly label: Words;
  /** One or two sentences where the label does not say enough. */
  readonly description?: Words;
  /** `machine`: never taken from a workspace, since it decides where keys and images go. */
  readonly scope: "machine" | "workspace";
  /** Used where nothing is set. */
  readonly default?: string;
  /** The only values that are accepted. */
  readonly choices?: readonly string[];
}

/** Values of a service's options by their names. An empty value counts as not set. */
export type OptionValues = Readonly<Record<string, string | undefined>>;

/** Whether pages can call a service, or why only a relay can. */
export type BrowserReach =
  /** Origins that a page must be allowed to reach: the API, its storage and its results. */
  { readonly hosts: readonly string[] } | { readonly relayOnly: Words };

/** What a service charges beside the price of a job in its capabilities, and where its account is. */
export interface Pricing {
  /** One sentence, where the price of a job does not say it all. */
  readonly summary?: Words;
  /** The page on which a key is obtained. Absent where there is no key. */
  readonly keyUrl?: string;
}

/** What is known of a service without loading its code. Plain JSON. */
export interface ServiceFacts<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  readonly options: readonly ServiceOption[];
  /** What a provider of this service can do at its usual base URL. */
  readonly capabilities: Capabilities;
  readonly browser: BrowserReach;
  readonly pricing: Pricing;
}

/**
 * Everything that hosts, the relay, the demo, the sandbox and the tests need to know about one service. They iterate
 * over descriptors: none of them names a service.
 */
export interface Service<Id extends string = string> extends ServiceFacts<Id> {
  /**
   * Makes the provider.
   *
   * @throws {TypeError} when a required option is missing or an option has a value it can't have
   */
  create(values: OptionValues): Provider<Id>;
  /**
   * Asks the service whether it accepts the key among its options, or whether it is there where it has no key. Free of
   * charge.
   *
   * @throws {TypeError} as `create` does
   * @throws {StratifyError} `unauthorized` or `forbidden` when the key is refused
   */
  checkKey(values: OptionValues, context: CallContext): Promise<void>;
}
