import { createStore, type Store, useStore } from "../app/store.ts";

/** What is said aloud to those who do not see the window. */
export function createAnnouncer(): Store<string> {
  return createStore("");
}

export function Announcer({ store }: { store: Store<string> }) {
  return (
    <div class="unseen" role="status" aria-live="polite">
      {useStore(store)}
    </div>
  );
}
