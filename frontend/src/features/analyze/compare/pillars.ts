/** The pillars of the Well-Architected Framework, as AWS lists them. The database keeps JSON by its own order. */
const ORDER = [
  'Operational excellence',
  'Security',
  'Reliability',
  'Performance efficiency',
  'Cost optimization',
  'Sustainability',
];

export function inOrder(pillars: Record<string, number | null>): [string, number | null][] {
  const place = (title: string): number => (ORDER.includes(title) ? ORDER.indexOf(title) : ORDER.length);
  return Object.entries(pillars).sort(([one], [other]) => place(one) - place(other));
}
