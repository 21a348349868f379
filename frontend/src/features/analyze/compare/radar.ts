/** Where things stand in a radar chart: axes around a middle, the first one upwards, clockwise. */
export type Spot = { x: number; y: number };

export function spot(middle: Spot, distance: number, index: number, of: number): Spot {
  const angle = (2 * Math.PI * index) / of - Math.PI / 2;
  return { x: round(middle.x + distance * Math.cos(angle)), y: round(middle.y + distance * Math.sin(angle)) };
}

/** An outline through scores of 0 to 100, as `points` of a polygon. */
export function points(middle: Spot, radius: number, scores: number[]): string {
  return scores
    .map((score, index) => spot(middle, (radius * score) / 100, index, scores.length))
    .map(({ x, y }) => `${x},${y}`)
    .join(' ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
