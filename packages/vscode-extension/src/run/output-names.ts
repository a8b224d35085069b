import type { OperationName } from "@stratify/app/operation";

/** What stands for the source's name and the operation's word in a pattern. */
const placeholder = { name: `\${name}`, op: `\${op}` };

/** What one file system or another refuses in a name. */
const unsafe = /[\\/:*?"<>|\p{C}]+/gu;

/** Operations whose result is a folder. */
export function makesFolder(op: OperationName): boolean {
  return op === "layers";
}

/**
 * The name that a result should have, before a free one is looked for.
 *
 * A pattern without `${op}` gets it, since a result must differ from its source and from other results.
 *
 * @returns for a layer set, the folder's name, which has no ending
 */
export function outputName(pattern: string, source: string, op: OperationName): string {
  const whole = pattern.includes(placeholder.op) ? pattern : withOperation(pattern);
  const name = whole
    .replaceAll(placeholder.name, () => stem(source))
    .replaceAll(placeholder.op, op)
    .replaceAll(unsafe, "-")
    .trim();
  const base = name.replace(/\.png$/i, "").replace(/^\.+$/, "") || `${stem(source)}.${op}`;
  return makesFolder(op) ? base : `${base}.png`;
}

/**
 * Names to try one after the other until one is free: the wanted one, then with 2, 3 and so on before the ending.
 */
export function* candidates(name: string): Generator<string, never> {
  yield name;
  const at = name.toLowerCase().endsWith(".png") ? name.length - 4 : name.length;
  for (let number = 2; ; number += 1) yield `${name.slice(0, at)}-${number}${name.slice(at)}`;
}

/** Tells whether a file is called as a result of this pattern would be: a folder's results are not worked on again. */
export function isResultName(pattern: string, name: string): boolean {
  const ops: readonly OperationName[] = ["cutout", "mask", "background"];
  return ops.some((op) => {
    const [before = "", ...after] = outputName(pattern, `${marker}.png`, op).slice(0, -4).split(marker);
    const any = [before, ...after].map(escaped).join(".+");
    return new RegExp(`^${any}(-\\d+)?\\.png$`, "i").test(name);
  });
}

/** Stands for a source's name; no file is called so. */
const marker = "stratify source";

function withOperation(pattern: string): string {
  const base = pattern.replace(/\.png$/i, "");
  return `${base || placeholder.name}.${placeholder.op}.png`;
}

/** A file's name without its ending. */
export function stem(name: string): string {
  return name.replace(/(?<=.)\.[^.]*$/s, "");
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
