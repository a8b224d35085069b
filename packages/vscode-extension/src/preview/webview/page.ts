import type { Shown, ToHost } from "../protocol.ts";
import type { PreviewStrings } from "../string-names.ts";
import { LayerRows } from "./layer-rows.ts";
import { icon, make } from "./make.ts";
import type { Part } from "./sheet.ts";
import { Stage } from "./stage.ts";
import { tintFilters } from "./tints.ts";
import { Toolbar } from "./toolbar.ts";
import type { ViewState } from "./view-state.ts";

/** How the page talks to the editor. */
export interface Editor {
  post(message: ToHost): void;
  /** Keeps the state for when the page is made again. */
  keep(state: ViewState): void;
}

/** Puts everything on the page. Data flows one way: events change the state, the state changes what is seen. */
export function showPage(
  root: HTMLElement,
  shown: Shown,
  strings: PreviewStrings,
  first: ViewState,
  editor: Editor,
) {
  let state = first;
  const live = make("p", { class: "live", role: "status" });
  const say = (words: string) => {
    live.textContent = words;
  };
  const nameOf = (part: Part) => (part === "source" ? strings.source : (shown.layers[part]?.name ?? ""));
  const problems = make("div", { class: "problems", role: "alert" });
  const change = (changes: Partial<ViewState>) => {
    state = { ...state, ...changes };
    editor.keep(state);
    draw();
  };

  const stage = new Stage(shown, strings, {
    onLook: (look) => change({ look }),
    onDivider: (divider) => change({ divider }),
    onBroken(part) {
      problems.append(make("p", {}, strings.broken.replace("{0}", nameOf(part))));
      editor.post({ type: "broken", layer: part });
    },
  });
  const zoom = (to: "in" | "out" | "fit" | "actual") => {
    if (to === "fit") stage.fit();
    else if (to === "actual") stage.zoomTo(1);
    else stage.zoomBy(to === "in" ? 1 : -1);
    say(strings.zoomed.replace("{0}", String(Math.round((stage.zoom ?? 1) * 100))));
  };
  const toolbar = new Toolbar(strings, shown.source !== undefined, {
    onMode: (mode) => change({ mode }),
    onMasks: () => change({ masks: !state.masks }),
    onBackdrop: (backdrop) => change({ backdrop }),
    onColor: (color) => change({ color }),
    onZoom: zoom,
  });
  const rows = new LayerRows(shown, strings, {
    onVisible: (visible) => change({ visible }),
    onSourceVisible: (sourceVisible) => change({ sourceVisible }),
    onOpen: (layer) => editor.post({ type: "open", layer }),
  });
  const draw = () => {
    stage.update(state);
    rows.update(state);
    toolbar.update(state, stage.zoom);
  };

  const notes = [
    shown.score !== undefined && make("p", { class: "score" }, icon("check"), make("span", {}, shown.score)),
    shown.source === undefined && make("p", {}, strings.noSource),
    problems,
  ];
  const side = make("aside", {}, make("h2", {}, strings.layers), rows.element, make("footer", {}, ...notes));
  root.replaceChildren(tintFilters(), toolbar.element, make("main", {}, stage.element, side), live);
  listenForKeys(zoom, () => change({ masks: !state.masks }));
  new ResizeObserver(() => toolbar.update(state, stage.zoom)).observe(stage.element);
  draw();
}

function listenForKeys(zoom: (to: "in" | "out" | "fit" | "actual") => void, toggleMasks: () => void): void {
  // One handler, also when the page is shown anew.
  document.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      "+": () => zoom("in"),
      "=": () => zoom("in"),
      "-": () => zoom("out"),
      "0": () => zoom("fit"),
      "1": () => zoom("actual"),
      m: toggleMasks,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}
