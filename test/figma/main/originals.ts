import type { OpenFile } from "../fake/open-file.ts";

/** Nodes as text, by their ids. */
export type Originals = ReadonlyMap<string, string>;

/**
 * Everything that a document holds, node by node, to the last property.
 *
 * @param only what was there before: the rest, and the rest among their children, is left out
 */
export function originals(file: OpenFile, only?: Originals): Originals {
  const nodes: [id: string, node: { kids: string[] }][] = JSON.parse(file.text());
  const known = (id: string) => only?.has(id) ?? true;
  return new Map(
    nodes
      .filter(([id]) => known(id))
      .map(([id, node]) => [id, JSON.stringify({ ...node, kids: node.kids.filter(known) })]),
  );
}
