/** A line of straight pieces as an SVG path with round corners. Pure. */
type Point = { x: number; y: number };

const RADIUS = 6;

export function roundedPath(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${first.x} ${first.y}`];
  rest.forEach((corner, index) => {
    const before = points[index] ?? first;
    const after = rest[index + 1];
    if (!after) {
      parts.push(`L${corner.x} ${corner.y}`);
      return;
    }
    const [entry, exit] = [towards(corner, before), towards(corner, after)];
    parts.push(`L${entry.x} ${entry.y}`, `Q${corner.x} ${corner.y} ${exit.x} ${exit.y}`);
  });
  return parts.join(' ');
}

/** The point on the way to `to` where the corner begins: half of the piece at most. */
function towards(corner: Point, to: Point): Point {
  const length = Math.hypot(to.x - corner.x, to.y - corner.y) || 1;
  const share = Math.min(RADIUS, length / 2) / length;
  return { x: corner.x + (to.x - corner.x) * share, y: corner.y + (to.y - corner.y) * share };
}
