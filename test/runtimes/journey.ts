import {
  aetherforge,
  type Cost,
  claid,
  createClient,
  figur,
  hitpaw,
  imageFromBytes,
  isStratifyError,
  type Layer,
  type SourceImage,
  type StratifyError,
} from "@stratify/core";

/** All that a journey has to be told, as JSON. */
export interface JourneyInput {
  readonly services: Readonly<
    Record<
      "aetherforge" | "claid" | "figur" | "hitpaw",
      { readonly baseUrl: string; readonly apiKey: string }
    >
  >;
  /** A PNG in base64. */
  readonly picture: string;
  /** Where a service can fetch the same picture. */
  readonly pictureUrl: string;
}

/** What a step came to. */
export interface Outcome {
  /** Name, role and format of each layer. */
  readonly layers: readonly string[];
  readonly failures: readonly Pick<StratifyError, "code" | "mayHaveBeenCharged" | "message">[];
  readonly cost?: Cost;
}

/** Every step by its name. */
export type JourneyReport = Readonly<Record<string, Outcome>>;

/**
 * Uses core for all that it is for: every task at every service, a job taken up from its JSON, and the three ways to
 * be told no. It runs wherever there is `fetch`, so that one bundle of it can be run everywhere.
 */
export async function journey({ services, picture, pictureUrl }: JourneyInput): Promise<JourneyReport> {
  const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
  const file = imageFromBytes(bytes, "coffee.png");
  const hosted: SourceImage = { kind: "url", name: "coffee.png", url: pictureUrl };
  const providers = [
    aetherforge(services.aetherforge),
    claid(services.claid),
    figur({ ...services.figur, outputPreset: "portrait" }),
    hitpaw(services.hitpaw),
  ];
  const client = createClient({ providers });
  const stranger = createClient({ providers: [aetherforge({ ...services.aetherforge, apiKey: "a-guess" })] });

  const onCatalogueBackground = async () => {
    const [first] = await client.backgrounds("figur");
    const background = { kind: "catalogue", id: first?.id ?? "" } as const;
    return client.run({ task: "replace-background", background }, file, { provider: "figur" });
  };
  const stopped = async () => {
    const stop = new AbortController();
    const onProgress = ({ phase }: { phase: string }) => phase === "queued" && stop.abort();
    return client.run({ task: "cutout" }, file, { provider: "hitpaw", signal: stop.signal, onProgress });
  };
  const stoppedAndResumed = async () => {
    const { failures } = await stopped();
    const saved = JSON.stringify(failures[0]?.error.handle ?? null);
    return createClient({ providers }).resume(JSON.parse(saved));
  };

  return allOf({
    aetherforge: client.run({ task: "split", keywords: ["cup", "spoon"] }, file, { provider: "aetherforge" }),
    claidByUpload: client.run({ task: "split", keywords: ["cup"] }, file, { provider: "claid" }),
    claidByAddress: client.run({ task: "cutout" }, hosted, { provider: "claid" }),
    figur: onCatalogueBackground(),
    hitpaw: client.run({ task: "cutout" }, hosted, { provider: "hitpaw" }),
    stopped: stopped(),
    stoppedAndResumed: stoppedAndResumed(),
    shortKeyword: client.run({ task: "split", keywords: ["ab"] }, file, { provider: "claid" }),
    wrongKey: stranger.run({ task: "cutout" }, file, { provider: "aetherforge" }),
  });
}

interface Result {
  readonly layers: readonly Layer[];
  readonly failures?: readonly { readonly error: StratifyError }[];
  readonly cost?: Cost;
}

async function allOf(steps: Readonly<Record<string, Promise<Result>>>): Promise<JourneyReport> {
  const entries = Object.entries(steps).map(async ([name, step]) => [name, await outcomeOf(step)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Anything but an error of core's own ends the journey: it would be a crash. */
async function outcomeOf(step: Promise<Result>): Promise<Outcome> {
  try {
    const { layers, failures = [], cost } = await step;
    return {
      layers: layers.map(({ name, role, format }) => `${name} (${role}, ${format})`),
      failures: failures.map(({ error }) => told(error)),
      ...(cost && { cost }),
    };
  } catch (error) {
    if (!isStratifyError(error)) throw error;
    return { layers: [], failures: [told(error)] };
  }
}

function told({ code, mayHaveBeenCharged, message }: StratifyError) {
  return { code, mayHaveBeenCharged, message };
}
