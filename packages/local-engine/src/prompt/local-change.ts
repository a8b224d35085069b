import type { Mask } from "@stratify/imaging";
import type { WorkingPoint } from "./working-prompt.ts";

/** A click that would leave less of the image than this is not believed to take away all the rest. */
const leastLeft = 0.002;
/** A click that would add more of the image than this is not believed to mean all of it. */
const mostAdded = 0.6;

/**
 * Takes over what a click changed, and nothing else: pixels that changed the way of the click's sign and are connected
 * to it. A change so large that it can't be meant is taken over near the click only.
 *
 * @param previous the mask before the click, 255 or 0 a pixel
 * @param next the mask that the model gives
 * @param radius in pixels; within it the click's word holds, whatever the model says
 */
export function localChange(previous: Mask, next: Mask, click: WorkingPoint, radius: number): Mask {
  const { width, height } = previous;
  const target = click.isMeant ? 255 : 0;
  const changes = (at: number) => previous.data[at] !== target && next.data[at] === target;
  const found = connected(width, height, click, radius, changes);
  const area = previous.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  const most = click.isMeant ? mostAdded * width * height : area - leastLeft * width * height;
  const near = (at: number) =>
    Math.hypot((at % width) - click.x, Math.floor(at / width) - click.y) <= 2 * radius;
  const data = previous.data.slice();
  for (const at of found) if (found.length <= most || near(at)) data[at] = target;
  for (const at of disc(width, height, click, Math.min(radius, 2))) data[at] = target;
  return { width, height, data };
}

/** The pixels that hold a condition and are connected to those around a point that do. */
function connected(
  width: number,
  height: number,
  point: WorkingPoint,
  radius: number,
  holds: (at: number) => boolean,
): number[] {
  const seen = new Uint8Array(width * height);
  const found: number[] = [];
  const visit = (at: number) => {
    if (seen[at] || !holds(at)) return;
    seen[at] = 1;
    found.push(at);
  };
  for (const at of disc(width, height, point, radius)) visit(at);
  for (let index = 0; index < found.length; index += 1) {
    const at = found[index] ?? 0;
    const x = at % width;
    if (x > 0) visit(at - 1);
    if (x < width - 1) visit(at + 1);
    if (at >= width) visit(at - width);
    if (at < width * (height - 1)) visit(at + width);
  }
  return found;
}

/** The pixels within a radius of a point. */
export function disc(
  width: number,
  height: number,
  { x, y }: Pick<WorkingPoint, "x" | "y">,
  radius: number,
): number[] {
  const found: number[] = [];
  const reach = Math.ceil(radius);
  for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row += 1) {
    for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column += 1) {
      if (Math.hypot(column - x, row - y) <= radius) found.push(row * width + column);
    }
  }
  return found;
}
