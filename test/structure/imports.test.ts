import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Every source file of the packages, with the files of its own package that it imports, types included. */
function readImports(): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(join(root, "packages"), { recursive: true, encoding: "utf8" })
    .map((path) => join("packages", path))
    .filter((path) => /^packages\/[^/]+\/src\/.*\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$/.test(path));
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), "utf8");
      const found = text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
      const paths = [...found].map(([, path = ""]) => relative(root, join(root, dirname(file), path)));
      return [file, paths.filter((path) => known.has(path))];
    }),
  );
}

/** The files that import each other in a circle, each circle once: Tarjan's strongly connected components. */
function cyclesIn(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const visit = (file: string) => {
    order.set(file, order.size);
    let low = order.get(file) ?? 0;
    path.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (path.includes(next)) low = Math.min(low, lowest.get(next) ?? order.get(next) ?? low);
    }
    lowest.set(file, low);
    if (low !== order.get(file)) return;
    const cycle = path.splice(path.indexOf(file));
    if (cycle.length > 1) cycles.push(cycle.toSorted());
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return cycles;
}

it("finds a circle where there is one", () => {
  const ring = new Map([
    ["a", ["b"]],
    ["b", ["c"]],
    ["c", ["a"]],
    ["d", ["a"]],
  ]);
  expect(cyclesIn(ring)).toEqual([["a", "b", "c"]]);
});

it("has no circle of imports in any package, types included", () => {
  const imports = readImports();
  expect(imports.size).toBeGreaterThan(300);
  expect(cyclesIn(imports)).toEqual([]);
});
