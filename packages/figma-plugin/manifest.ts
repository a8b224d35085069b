import { serviceFacts } from "@stratify/core/service-facts";
import type { Command } from "./src/shared/commands.ts";

/** A field of a quick action. */
interface Parameter {
  readonly name: string;
  readonly key: string;
  readonly description: string;
  readonly allowFreeform?: true;
  /** These come last. */
  readonly optional?: true;
}

type MenuItem =
  | { readonly separator: true }
  | {
      readonly name: string;
      readonly command: Command;
      readonly parameters?: readonly Parameter[];
      /** `false`: the command starts without parameters too. */
      readonly parameterOnly?: false;
    };

/** What Figma reads: https://developers.figma.com/docs/plugins/manifest. The `id` comes with the first publication. */
export interface FigmaManifest {
  readonly name: string;
  readonly api: "1.0.0";
  readonly editorType: readonly ["figma"];
  readonly main: string;
  readonly ui: Readonly<Record<string, string>>;
  readonly documentAccess: "dynamic-page";
  readonly networkAccess: {
    readonly allowedDomains: readonly string[];
    readonly reasoning: string;
    readonly devAllowedDomains: readonly string[];
  };
  readonly menu: readonly MenuItem[];
  readonly relaunchButtons: readonly {
    readonly command: Command;
    readonly name: string;
    readonly multipleSelection?: true;
  }[];
}

const keywords = {
  name: "Keywords",
  key: "keywords",
  description: "What to take out, by commas: shoe, lace",
  allowFreeform: true,
} as const satisfies Parameter;

const provider = {
  name: "Provider",
  key: "provider",
  description: "Who does it. Leave it out for the one you chose last.",
  optional: true,
} as const satisfies Parameter;

/** Hosts that the sandbox has beside the services: for uploads and for results. */
const moreHosts = 2;

/** Where the sandbox, one port after the other, and the relay start by default. Figma takes no numeric addresses. */
const localPorts = [...Array.from({ length: serviceFacts.length + moreHosts }, (_, at) => 4010 + at), 4020];

/**
 * The manifest, from which `manifest.json` is written.
 *
 * @param ui files that the main code gets as `__uiFiles__`, by their names there
 * @param relay origin of the relay that this copy of the plugin may call: Figma has to know it beforehand
 * @throws {Error} for a relay that Figma would not take
 */
export function figmaManifest(ui: Readonly<Record<string, string>>, relay?: string): FigmaManifest {
  if (relay !== undefined) checkRelay(relay);
  return {
    name: "Stratify",
    api: "1.0.0",
    editorType: ["figma"],
    main: "main.js",
    ui,
    documentAccess: "dynamic-page",
    networkAccess: {
      allowedDomains: [...new Set(serviceFacts.flatMap(hostsOf)), ...(relay === undefined ? [] : [relay])],
      reasoning: reasoning(relay),
      devAllowedDomains: localPorts.map((port) => `http://localhost:${port}`),
    },
    menu: [
      { name: "Split into layers", command: "split", parameters: [keywords, provider], parameterOnly: false },
      { name: "Cut out subject", command: "cutout", parameters: [provider], parameterOnly: false },
      {
        name: "Replace background",
        command: "replace-background",
        parameters: [provider],
        parameterOnly: false,
      },
      { separator: true },
      { name: "Resume unfinished jobs", command: "resume" },
      { name: "Settings", command: "settings" },
    ],
    relaunchButtons: [
      { command: "split-again", name: "Split again", multipleSelection: true },
      { command: "split-further", name: "Split further", multipleSelection: true },
    ],
  };
}

/** Hosts that the window calls for a service; none for services that are called through a relay. */
function hostsOf({ browser }: (typeof serviceFacts)[number]): readonly string[] {
  return "hosts" in browser ? browser.hosts : [];
}

/** Why these hosts: Figma shows it to users and to administrators. */
function reasoning(relay: string | undefined): string {
  const direct = serviceFacts.filter((facts) => hostsOf(facts).length > 0).map(({ name }) => name);
  const reasons = serviceFacts.flatMap(({ browser }) =>
    "relayOnly" in browser ? [browser.relayOnly.en] : [],
  );
  return [
    `Selected images go to the service that the user chose and has a key for: ${direct.join(" or ")}. Each is listed with the hosts that it keeps its results on.`,
    ...(reasons.length > 0
      ? ["The other services are called through the user's own relay.", ...reasons]
      : []),
    relay === undefined
      ? "This copy was built without a relay."
      : `${relay} is the relay that this copy was built for.`,
    "The local engine sends nothing.",
  ].join(" ");
}

function checkRelay(relay: string): void {
  const { protocol, hostname, origin } = new URL(relay);
  const isNumber = /^[\d.]+$|^\[/.test(hostname);
  if (protocol !== "https:" || isNumber || origin !== relay)
    throw new Error(
      `“${relay}” can't be a relay of a Figma plugin: give an origin such as https://relay.example.com`,
    );
}
