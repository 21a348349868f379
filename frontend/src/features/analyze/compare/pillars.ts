/** The pillars of the Well-Architected Framework, as AWS lists them. The database keeps JSON by its own order. */
const ORDER = [
  'Operational excellence',
  'Security',
  'Reliability',
  'Performance efficiency',
  'Cost optimization',
  'Sustainability',
];

/** An outline of fewer corners is a line. */
const FEWEST_AXES = 3;

/** The pillars that a radar has axes for, and those without: what is not judged has no place on a scale, least of all 0. */
export function axesOf(scores: readonly Record<string, number | null>[]): {
  axes: string[];
  unjudged: string[];
} {
  const pillars = inOrder(scores[0] ?? {}).map(([title]) => title);
  const axes = pillars.filter((title) => scores.every((one) => typeof one[title] === 'number'));
  if (axes.length < FEWEST_AXES) return { axes: pillars, unjudged: [] };
  return { axes, unjudged: pillars.filter((title) => !axes.includes(title)) };
}

export function inOrder(pillars: Record<string, number | null>): [string, number | null][] {
  const place = (title: string): number => (ORDER.includes(title) ? ORDER.indexOf(title) : ORDER.length);
  return Object.entries(pillars).sort(([one], [other]) => place(one) - place(other));
}
