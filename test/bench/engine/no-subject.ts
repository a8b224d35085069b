import type { Cutter } from "./cutter.ts";
import { mayHang, readNegatives } from "./negatives.ts";

/** Most milliseconds of the processor's time for an image of one or two colours. */
const most = 1000;

/**
 * Has the engine look at images without a subject.
 *
 * @returns those in which it finds one, and those of one or two colours that take it over a second, in words
 */
export async function checkNegatives(
  print: (line: string) => void,
  cutter: Cutter,
): Promise<readonly string[]> {
  const negatives = await readNegatives();
  const faults: string[] = [];
  for (const { name, image } of negatives) {
    const { mask, cpu } = await cutter.cut("engine", image);
    const share = mask.data.filter((alpha) => alpha >= 128).length / mask.data.length;
    if (share > 0) faults.push(`in "${name}" the engine finds a subject of ${(100 * share).toFixed(0)} %`);
    if (mayHang(name) && cpu > most) faults.push(`"${name}" takes ${cpu.toFixed(0)} ms`);
  }
  print(
    `${negatives.length} images without a subject; wrong: ${faults.length > 0 ? faults.join("; ") : "none"}\n`,
  );
  return faults;
}
