/** Where the zones of a network stand: side by side at the foot of its frame, as in the picture of the bundle. Pure. */
import type { NetworkZone } from './scene';

export const PLATE = { width: 152, height: 36 };
/** Pixels: the title of a zone or a subnet. */
export const HEAD = 26;
/** Pixels: inside a zone or a subnet. */
export const PADDING = 8;
/** Pixels: between two zones. */
export const GAP = 10;
/** Pixels: to the frame of the network. */
export const MARGIN = 16;
const MOST_COLUMNS = 4;

export type ZonePlan = {
  columns: number;
  /** By style of the kind of subnet, from the top. */
  subnetHeights: ReadonlyMap<string, number>;
  /** Pixels that all of it takes, without the margins. */
  height: number;
  leastWidth: number;
};

/** Zones have the same subnets, so that those of a kind stand in one row across all of them. */
export function planZones(zones: readonly NetworkZone[]): ZonePlan {
  const most = new Map<string, number>();
  for (const { style, residents } of zones.flatMap(({ subnets }) => subnets))
    most.set(style, Math.max(most.get(style) ?? 1, residents.length));
  const columns = Math.min(MOST_COLUMNS, Math.ceil(Math.sqrt(Math.max(1, ...most.values()))));
  const subnetHeights = new Map(
    [...most].map(([style, count]) => [
      style,
      HEAD + Math.ceil(count / columns) * PLATE.height + PADDING / 2,
    ]),
  );
  const height = [...subnetHeights.values()].reduce((sum, one) => sum + one + PADDING, HEAD);
  const zone = columns * PLATE.width + 4 * PADDING;
  return { columns, subnetHeights, height, leastWidth: zones.length * zone + (zones.length - 1) * GAP };
}
