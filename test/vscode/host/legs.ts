/** Where the extension runs, and what kind of workspace it works in. */
export interface Leg {
  readonly host: "node" | "web";
  readonly workspace: "folder" | "virtual";
}

/** Every combination that the extension promises to work in. */
export const legs: readonly Leg[] = [
  { host: "node", workspace: "folder" },
  { host: "web", workspace: "folder" },
  { host: "node", workspace: "virtual" },
  { host: "web", workspace: "virtual" },
];
