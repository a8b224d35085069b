import { commands } from "./commands.ts";
import {
  anything,
  bytes,
  finite,
  type Guard,
  type Guarded,
  list,
  oneOf,
  optional,
  shape,
  text,
  truth,
} from "./guard.ts";
import { box } from "./placement-plan.ts";

/** A node that can be split. */
const unit = shape({ id: text, name: text, width: finite, height: finite });
export type Unit = Guarded<typeof unit>;

/** A node that can't, and why: `code` for the UI's own words, `text` in plain English. */
const refusal = shape({ id: text, name: text, code: text, text });
export type Refusal = Guarded<typeof refusal>;

export const selection = shape({ units: list(unit), refused: list(refusal) });
export type Selection = Guarded<typeof selection>;

const task = oneOf("split", "cutout", "replace-background");

/** What a result was made by; kept with it, so that it can be made again. */
export const about = shape({
  task,
  /** None for automatic layers. */
  keywords: list(text),
  /** Most layers of an automatic split. */
  maxLayers: optional(finite),
  provider: text,
  /** Mean difference of the recomposed picture from the source, of 255. */
  score: optional(finite),
});
export type About = Guarded<typeof about>;

/** A part of a layer that is no larger than Figma takes; the image is one that `add-image` gave. */
const tile = shape({ bounds: box, image: text, mask: optional(text) });
/** With masks the images are opaque, and the masks, grey pictures, say what shows. */
const layer = shape({
  name: text,
  role: oneOf("layer", "cutout", "remainder", "composite"),
  tiles: list(tile),
});
export type PlacedLayer = Guarded<typeof layer>;

/** Bottom to top, the remainder first. */
const result = shape({
  plan: text,
  source: shape({ width: finite, height: finite }),
  layers: list(layer),
  about,
});
export type Result = Guarded<typeof result>;

/** `original` when the bytes are the file as it was uploaded, else they are a PNG drawing. */
const exported = shape({ plan: text, name: text, bytes, original: truth });
export type Exported = Guarded<typeof exported>;

/** What the user should know of a place: `code` for the UI's own words, `text` in plain English. */
const note = shape({ code: oneOf("moved", "changed", "gone", "other-page"), text });
export type PlaceNote = Guarded<typeof note>;

const saved = shape({
  id: text,
  plan: text,
  name: text,
  /** What became of the node since. `ready` and `moved` are as good as ever. */
  state: oneOf("ready", "moved", "changed", "gone", "other-file"),
  text,
  at: finite,
  about,
  job: anything,
});
export type SavedJob = Guarded<typeof saved>;

const nothing = shape({});

/** What the UI may ask the main code, and what it gets. Both sides check both. */
export const contract = {
  /** Once, when the UI is there: why it was opened. */
  start: {
    question: nothing,
    answer: shape({
      command: oneOf(...commands),
      /** As they were typed in a quick action, or those of the result whose button was pressed: by commas. */
      keywords: optional(text),
      provider: optional(text),
      /** What the result whose button was pressed was made by. */
      task: optional(task),
      maxLayers: optional(finite),
      selection,
    }),
  },
  /** Plans where a node's layers go, then takes its picture. The main code keeps the plan; `plan` is its name. */
  export: { question: shape({ unit: text }), answer: exported },
  /** The same for a job of the journal: its node as it is now. Refused with `gone`, `changed` or `other-file`. */
  "export-saved": { question: shape({ id: text }), answer: exported },
  /** Gives Figma a picture, so that placing needs no more than its name. PNG, at most 4096 pixels a side. */
  "add-image": { question: shape({ bytes }), answer: shape({ image: text }) },
  /** Places all results in one step that can be undone. */
  place: {
    question: shape({ results: list(result) }),
    answer: shape({
      placed: list(shape({ plan: text, frame: text, note: optional(note) })),
      refused: list(shape({ plan: text, code: text, text })),
    }),
  },
  /**
   * Keeps a job, as JSON without pixels or keys, until it is placed. The same id writes over. Refused with
   * `not-json`, `too-large`, `holds-key` or `storage-full`.
   */
  "journal-write": {
    question: shape({ id: text, plan: text, about, job: anything }),
    answer: nothing,
  },
  "journal-list": { question: nothing, answer: shape({ jobs: list(saved) }) },
  "journal-remove": { question: shape({ id: text }), answer: nothing },
  /**
   * What the UI keeps on this device: choices and keys. Not a vault: whoever uses the device can read it. The main code
   * reads three fields: `keys`, an object of texts, and `relay.token`, none of which gets into the journal, and
   * `history`, a list of keywords, the latest first, which quick actions suggest.
   */
  "settings-read": { question: nothing, answer: shape({ settings: anything }) },
  "settings-write": { question: shape({ settings: anything }), answer: nothing },
  /** A file that the UI loads on first use: a script as text, what has bytes as base64 of their gzip. */
  asset: { question: shape({ name: text }), answer: shape({ data: text }) },
  /** Goes to a node's page and shows it. */
  show: { question: shape({ node: text }), answer: nothing },
  notify: { question: shape({ text, error: truth }), answer: nothing },
  resize: { question: shape({ width: finite, height: finite }), answer: nothing },
  "open-link": { question: shape({ url: text }), answer: nothing },
  close: { question: nothing, answer: nothing },
} satisfies Record<string, { question: Guard<unknown>; answer: Guard<unknown> }>;

export type Contract = typeof contract;
export type AskName = keyof Contract;
export type Question<Name extends AskName> = Guarded<Contract[Name]["question"]>;
export type Answer<Name extends AskName> = Guarded<Contract[Name]["answer"]>;
