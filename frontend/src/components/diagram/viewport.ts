/** Zoom and pan of a drawing: scale 1 fits it; x and y are the shift in pixels. Pure. */
export type Viewport = { scale: number; x: number; y: number };
type Point = { x: number; y: number };
type Size = { width: number; height: number };

export const FIT: Viewport = { scale: 1, x: 0, y: 0 };
const LARGEST = 12;

/** Zooms by `factor` so that `point` (from the middle of the frame) stays where it is. */
export function zoom(
  viewport: Viewport,
  factor: number,
  frame: Size,
  point: Point = { x: 0, y: 0 },
): Viewport {
  const scale = Math.min(Math.max(viewport.scale * factor, 1), LARGEST);
  const ratio = scale / viewport.scale;
  return clamp(
    { scale, x: point.x - (point.x - viewport.x) * ratio, y: point.y - (point.y - viewport.y) * ratio },
    frame,
  );
}

export function pan(viewport: Viewport, by: Point, frame: Size): Viewport {
  return clamp({ ...viewport, x: viewport.x + by.x, y: viewport.y + by.y }, frame);
}

/** The drawing never leaves the frame altogether. */
function clamp({ scale, x, y }: Viewport, { width, height }: Size): Viewport {
  const limit = (size: number): number => ((scale - 1) * size) / 2;
  const within = (value: number, most: number): number => Math.min(Math.max(value, -most), most) + 0;
  return { scale, x: within(x, limit(width)), y: within(y, limit(height)) };
}
