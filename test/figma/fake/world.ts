import type { FakeImage } from "./fake-image.ts";
import type { AnyScene } from "./nodes/any-node.ts";
import type { FakeBase } from "./nodes/fake-base.ts";
import type { FakePage } from "./nodes/fake-page.ts";

/** What all nodes of a document share. */
export class World {
  readonly nodes = new Map<string, FakeBase>();
  readonly images = new Map<string, FakeImage>();
  /** False after `closePlugin`: nothing of the API works then. */
  open = true;
  /** Whether what is done now is done by the user, whom the plugin's rules do not bind. */
  userActs = false;
  /** Makes a node of a type; for an instance another of the same component. */
  create: (like: AnyScene) => AnyScene = notSet;
  currentPage: () => FakePage = notSet;
  #ids = 0;

  newId(): string {
    this.#ids += 1;
    return `1:${this.#ids}`;
  }

  /** @throws as everything does after `closePlugin` */
  enter(member: string): void {
    if (!this.open && !this.userActs)
      throw new Error(`in ${member}: the plugin was closed, its API is disabled`);
  }
}

function notSet(): never {
  throw new Error("the document is not set up yet");
}
