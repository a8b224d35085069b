/** What the plugin can be asked to do: by its menu, a quick action, or a button on one of its results. */
export const commands = [
  "split",
  "cutout",
  "replace-background",
  "resume",
  "settings",
  /** A result's source, once more. */
  "split-again",
  /** A layer of a result. */
  "split-further",
] as const;

export type Command = (typeof commands)[number];
