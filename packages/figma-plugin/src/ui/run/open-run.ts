import pLimit from "p-limit";
import { createStore, type Store } from "../app/store.ts";
import { hasEnded, type Item } from "./item.ts";
import { type ItemWork, nameOf, openItemWork, type WorkParts } from "./item-work.ts";
import type { Order, Source } from "./order.ts";

/** Most pictures that are worked on side by side; the jobs of each run side by side too. */
const sideBySide = 3;

export interface RunState {
  readonly items: readonly Item[];
  readonly running: boolean;
}

/** Work on some pictures, and what has come of it. */
export interface Run {
  readonly store: Store<RunState>;
  /** The work behind an item. */
  readonly workOf: (id: string) => ItemWork | undefined;
  /** Stops at once. What was delivered is kept, and what was paid for stays in the journal. */
  cancel(): void;
  /** Does again what failed, and nothing else. */
  retry(): void;
  /** These plans' layers are in the file: nothing is left to do for their items. */
  placed(plans: readonly string[]): void;
}

/** Begins to work on pictures, some side by side, the first ones first. */
export function openRun(
  todo: readonly { readonly source: Source; readonly order: Order }[],
  parts: WorkParts,
): Run {
  const works = new Map(
    todo.map(({ source, order }, at) => [`item-${at}`, openItemWork(source, order, parts)]),
  );
  const items = todo.map(({ source }, at): Item => {
    return {
      id: `item-${at}`,
      name: nameOf(source),
      state: "waiting",
      jobs: [],
      troubles: [],
      canRetry: false,
    };
  });
  const store = createStore<RunState>({ items, running: true });
  let stop = new AbortController();

  const report = (id: string, change: Partial<Item>) =>
    store.change((state) => {
      return { ...state, items: state.items.map((item) => (item.id === id ? { ...item, ...change } : item)) };
    });
  const runOne = async (id: string, signal: AbortSignal) => {
    if (signal.aborted) report(id, { state: "canceled", canRetry: true });
    else await works.get(id)?.run(signal, (change) => report(id, change));
  };
  const runAll = async (ids: readonly string[]) => {
    stop = new AbortController();
    const { signal } = stop;
    await pLimit(sideBySide).map(ids, (id) => runOne(id, signal));
    store.change((state) => ({ ...state, running: false }));
  };
  void runAll([...works.keys()]);

  return {
    store,
    workOf: (id) => works.get(id),
    cancel: () => stop.abort(new DOMException("Stopped", "AbortError")),
    retry() {
      const failed = store.get().items.filter((item) => item.canRetry && hasEnded(item));
      for (const { id } of failed) report(id, { state: "waiting", troubles: [], jobs: [] });
      store.change((state) => ({ ...state, running: true }));
      void runAll(failed.map(({ id }) => id));
    },
    placed: (plans) =>
      store.change((state) => ({
        ...state,
        items: state.items.map((item) => {
          if (!plans.includes(works.get(item.id)?.plan() ?? "")) return item;
          const { made: _, ...rest } = item;
          return { ...rest, state: "placed", troubles: [], canRetry: false };
        }),
      })),
  };
}
