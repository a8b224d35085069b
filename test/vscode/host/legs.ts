/** Where the extension runs, and what kind of workspace it works in. */
export interface Leg {
  readonly name: string;
  readonly host: "node" | "web";
  readonly workspace: "folder" | "virtual";
}

/** Every combination that the extension promises to work in. */
export const legs: readonly Leg[] = [
  { name: "Node host, folder", host: "node", workspace: "folder" },
  { name: "web worker host, folder", host: "web", workspace: "folder" },
  { name: "Node host, virtual workspace", host: "node", workspace: "virtual" },
  { name: "web worker host, virtual workspace", host: "web", workspace: "virtual" },
];
