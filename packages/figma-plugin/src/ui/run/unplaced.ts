import { localEngine } from "../../shared/providers.ts";
import type { Run } from "./open-run.ts";
import type { Order, Source } from "./order.ts";

/** Whether a run holds layers that were paid for and are not in the file. */
export function hasPaidLayers(run: Run): boolean {
  return run.store.get().items.some(({ id, made }) => {
    const order = run.workOf(id)?.order;
    return made !== undefined && order !== undefined && order.provider.id !== localEngine.id;
  });
}

/** Whether a run holds layers of exactly these images, made by exactly these orders. */
export function madeFor(
  run: Run,
  todo: readonly { readonly source: Source; readonly order: Order }[],
): boolean {
  const made = run.store.get().items.flatMap(({ id, made: layers }) => {
    const work = layers && run.workOf(id);
    return work ? [keyOf(work.source, work.order)] : [];
  });
  return todo.length > 0 && todo.every(({ source, order }) => made.includes(keyOf(source, order)));
}

function keyOf(source: Source, { task, provider }: Order): string {
  const image = source.from === "unit" ? source.id : source.from;
  return JSON.stringify([image, task, provider.id]);
}
