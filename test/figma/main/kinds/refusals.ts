import { frameWith, type Kind, photo, red } from "./parts.ts";

/** Nodes that can't be split, and the code that says why. */
export const refusals: Readonly<Record<string, readonly [code: string, kind: Kind]>> = {
  "a hidden node": [
    "hidden",
    (file, images) => {
      const node = photo(file, images);
      node.visible = false;
      return node;
    },
  ],
  "a node in a hidden frame": [
    "inside-hidden",
    (file, images) => {
      const node = photo(file, images);
      frameWith(file, node).visible = false;
      return node;
    },
  ],
  "an empty frame without a fill": [
    "empty",
    (file) => {
      const frame = file.figma.createFrame();
      frame.fills = [];
      return frame;
    },
  ],
  "a frame with hidden children only": [
    "empty",
    (file, images) => {
      const node = photo(file, images);
      const frame = frameWith(file, node);
      node.visible = false;
      frame.fills = [{ ...red, visible: false }];
      return frame;
    },
  ],
  "a node that nobody sees": [
    "empty",
    (file, images) => {
      const node = photo(file, images);
      node.opacity = 0;
      return node;
    },
  ],
  "a video": [
    "video",
    ({ figma }) => {
      const node = figma.createRectangle();
      node.fills = [{ type: "VIDEO", scaleMode: "FILL", videoHash: "1" }];
      return node;
    },
  ],
};
