import type { ParameterValues } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { useNodeCodecs } from "@stratify/imaging/node";
import { FakeFigma, type Notice, outside, type Parts } from "./fake-figma.ts";
import { FakeStorage } from "./host/fake-storage.ts";
import { documentText, UndoHistory } from "./host/undo-history.ts";
import type { AnyScene } from "./nodes/any-node.ts";
import { inner } from "./nodes/fake-base.ts";
import { FakeDocument } from "./nodes/fake-document.ts";
import { FakeComponent, FakeFrame, FakeInstance } from "./nodes/fake-frame.ts";
import { FakeGroup } from "./nodes/fake-group.ts";
import { FakePage } from "./nodes/fake-page.ts";
import { FakeSection } from "./nodes/fake-section.ts";
import { FakeEllipse, FakeRectangle } from "./nodes/fake-shape.ts";
import { World } from "./world.ts";

useNodeCodecs();

/** A file that is open in Figma, with a plugin about to run, and the user in front of it. */
export interface OpenFile {
  readonly figma: FakeFigma;
  readonly pages: readonly [FakePage, FakePage];
  /** What the user does; the plugin's rules do not bind them, and each of their changes is a step of its own. */
  readonly user: {
    change<Result>(change: () => Result): Result;
    select(...nodes: AnyScene[]): void;
    openPage(page: FakePage): void;
    /** Paints letters or regions of a node differently, which a plugin sees as `figma.mixed`. */
    mixFills(node: AnyScene): void;
    undo(): void;
    /** Chooses a quick action, whose parameters are typed next. */
    choose(command: string): void;
    /** Starts the plugin's command. */
    run(command: string, parameters?: ParameterValues): void;
    closePlugin(): void;
  };
  /** The same file and device, for another run of the plugin once this one was closed. */
  readonly reopen: () => OpenFile;
  readonly steps: () => number;
  /** Whether the plugin was not closed yet. */
  readonly isOpen: () => boolean;
  readonly notices: readonly Notice[];
  /** Everything that is in the document, as text. */
  readonly text: () => string;
  readonly storage: FakeStorage;
}

/** Opens an empty file of two pages, on a device that may have kept something of earlier runs. */
export function openFile(
  options: { storage?: ReadonlyMap<string, unknown>; storageLimit?: number } = {},
): OpenFile {
  const world = new World();
  const root = new FakeDocument(world);
  const pages = [new FakePage(world, "Page 1"), new FakePage(world, "Page 2")] as const;
  root[inner].kids.push(...pages);
  pages[0][inner].loaded = true;
  world.create = (like) => createLike(world, like);
  const storage = new FakeStorage(world, new Map(options.storage), options.storageLimit);
  const history = new UndoHistory(world);
  history.commit();
  return openRun({ world, root, storage, history }, pages, pages[0]);
}

/** The file with a plugin about to run. */
function openRun(parts: Parts, pages: OpenFile["pages"], at: FakePage): OpenFile {
  const { world, storage, history } = parts;
  const figma = new FakeFigma(parts, at);
  const { notices, page, openPage, choose, run, tell } = figma[outside];
  world.currentPage = page;
  const change = <Result>(act: () => Result): Result => {
    world.userActs = true;
    try {
      return act();
    } finally {
      world.userActs = false;
      history.commit();
    }
  };
  return {
    figma,
    pages,
    user: {
      change,
      select: (...nodes) => {
        change(() => {
          page().selection = nodes;
        });
        tell("selectionchange");
      },
      openPage: (next) => {
        next[inner].loaded = true;
        openPage(next);
      },
      mixFills: (node) => {
        node[inner].facts.fills = "mixed";
      },
      undo: () => history.undo(),
      choose,
      run: (command, parameters) => run({ command, parameters }),
      closePlugin: () => figma.closePlugin(),
    },
    reopen: () => {
      if (world.open) throw new Error("the plugin still runs");
      world.open = true;
      for (const other of pages) other[inner].loaded = other === page();
      return openRun(parts, pages, page());
    },
    steps: () => history.steps,
    isOpen: () => world.open,
    notices,
    text: () => documentText(world),
    storage,
  };
}

function createLike(world: World, like: AnyScene): AnyScene {
  switch (like.type) {
    case "RECTANGLE":
      return new FakeRectangle(world);
    case "ELLIPSE":
      return new FakeEllipse(world);
    case "FRAME":
      return new FakeFrame(world);
    case "COMPONENT":
      return new FakeComponent(world);
    case "INSTANCE":
      return new FakeInstance(world, FakeInstance.componentOf(like));
    case "GROUP":
      return new FakeGroup(world);
    case "SECTION":
      return new FakeSection(world);
  }
}
