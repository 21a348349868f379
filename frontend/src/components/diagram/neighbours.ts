/** Which box the arrow keys lead to. Pure. */
import type { Box } from './scene-layout';

const DIRECTIONS = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};
export type Arrow = keyof typeof DIRECTIONS;

export function isArrow(key: string): key is Arrow {
  return key in DIRECTIONS;
}

/** The nearest box on that side; what lies off the straight way counts as farther. */
export function neighbour(from: string, arrow: Arrow, boxes: ReadonlyMap<string, Box>): string | null {
  const start = boxes.get(from);
  if (!start) return null;
  const { x, y } = DIRECTIONS[arrow];
  let best: { id: string; distance: number } | null = null;
  for (const [id, box] of boxes) {
    if (id === from) continue;
    const across = box.x + box.width / 2 - (start.x + start.width / 2);
    const down = box.y + box.height / 2 - (start.y + start.height / 2);
    const ahead = across * x + down * y;
    if (ahead <= 1) continue;
    const distance = ahead + 2 * Math.abs(across * y + down * x);
    if (!best || distance < best.distance) best = { id, distance };
  }
  return best?.id ?? null;
}
