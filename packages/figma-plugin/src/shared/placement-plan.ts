import { either, finite, type Guarded, oneOf, pair, quadruple, shape, text, triple, truth } from "./guard.ts";

/** Two rows of three, as Figma writes transforms. */
export const matrix = pair(triple(finite));
export type Matrix = Guarded<typeof matrix>;

export const box = shape({ x: finite, y: finite, width: finite, height: finite });
/** A rectangle: in pixels of the source picture, or in the page's units. */
export type Box = Guarded<typeof box>;

/** The node's own picture as it was uploaded, or a drawing of the node, or of a copy that was set upright. */
const pictureFrom = either(
  shape({ from: oneOf("image"), hash: text }),
  shape({
    from: oneOf("node", "copy"),
    /** The node's box, or all that it draws: shadows, strokes, overflow. */
    bounds: oneOf("box", "drawn"),
    upright: truth,
    /** Pixels a unit. */
    scale: finite,
  }),
);

const blendMode = oneOf(
  "PASS_THROUGH",
  "NORMAL",
  "DARKEN",
  "MULTIPLY",
  "LINEAR_BURN",
  "COLOR_BURN",
  "LIGHTEN",
  "SCREEN",
  "LINEAR_DODGE",
  "COLOR_DODGE",
  "OVERLAY",
  "SOFT_LIGHT",
  "HARD_LIGHT",
  "DIFFERENCE",
  "EXCLUSION",
  "HUE",
  "SATURATION",
  "COLOR",
  "LUMINOSITY",
);

/** The frame that the layers go into. */
const resultFrame = shape({
  /** On the page; only its axes are kept, its place is found when the layers are there. */
  transform: matrix,
  width: finite,
  height: finite,
  /** Clockwise from the top left. */
  radii: quadruple(finite),
  smoothing: finite,
  opacity: finite,
  blendMode,
});

/**
 * Where layers will go, as plain data: made of a node before its picture is taken, carried out when the layers are
 * there, be it after a restart. Both halves are tested without Figma.
 */
export const placementPlan = shape({
  version: oneOf(1),
  /** Name of the file: ids are unique within one only. */
  file: text,
  page: text,
  node: shape({ id: text, name: text, type: text, box, axes: matrix }),
  picture: pictureFrom,
  frame: resultFrame,
  /** From the picture, taken as a square of side 1, to the frame's own units. */
  place: matrix,
});
export type PlacementPlan = Guarded<typeof placementPlan>;
