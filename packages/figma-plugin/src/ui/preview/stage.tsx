import { useEffect, useState } from "preact/hooks";
import { useWords } from "../app/services.ts";
import type { MadeTile } from "../run/make-set.ts";
import type { DraftSet } from "./draft-set.ts";

/** The layers that will be placed, over each other on a chequered ground. */
export function Stage({ draft: { made, layers }, name }: { draft: DraftSet; name: string }) {
  const { t } = useWords();
  const { width, height } = made;
  return (
    <div
      class="stage"
      role="img"
      aria-label={t("Preview of {0}", name)}
      style={{ aspectRatio: `${width} / ${height}`, maxWidth: `min(100%, ${(220 * width) / height}px)` }}
    >
      {layers
        .filter(({ kept }) => kept)
        .flatMap((layer) =>
          layer.made.tiles.map((tile, at) => <Tile key={`${layer.id}/${at}`} tile={tile} of={made} />),
        )}
    </div>
  );
}

/** A part of a layer in its place. */
export function Tile({
  tile: { bounds, image, mask },
  of,
}: {
  tile: MadeTile;
  of: { width: number; height: number };
}) {
  const src = useAddress(image);
  const shape = useAddress(mask);
  const part = (length: number, whole: number) => `${(100 * length) / whole}%`;
  return (
    <img
      src={src}
      alt=""
      class="tile"
      style={{
        left: part(bounds.x, of.width),
        top: part(bounds.y, of.height),
        width: part(bounds.width, of.width),
        height: part(bounds.height, of.height),
        ...(shape && { maskImage: `url(${shape})`, maskMode: "luminance", maskSize: "100% 100%" }),
      }}
    />
  );
}

/** An address of a file in memory, which is given back with the component. */
function useAddress(file: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!file) return;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
