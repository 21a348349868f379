/** What each component costs before and after. Pure. */
import type { Cost } from '../api/get-cost';

export type CostRow = {
  component: string;
  name: string;
  before: number | null;
  after: number | null;
  change: number;
};

/** The largest change first; what costs the same last, by its name. */
export function compareCosts(before: Cost, after: Cost): CostRow[] {
  const earlier = new Map(before.components.map((one) => [one.component, one]));
  const later = new Map(after.components.map((one) => [one.component, one]));
  const rows = [...new Set([...later.keys(), ...earlier.keys()])].map((component) => {
    const [was, is] = [earlier.get(component), later.get(component)];
    const change = (is?.monthly_usd ?? 0) - (was?.monthly_usd ?? 0);
    return {
      component,
      name: is?.name ?? was?.name ?? component,
      before: was?.monthly_usd ?? null,
      after: is?.monthly_usd ?? null,
      change: Math.abs(change) < 0.005 ? 0 : change,
    };
  });
  return rows.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change) || a.name.localeCompare(b.name));
}
