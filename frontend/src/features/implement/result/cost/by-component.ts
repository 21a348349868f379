/** Cost lines gathered under their components, the dearest first. */
import type { CostLine } from '../../api/get-cost';

export type ComponentCost = { component: string; monthlyUsd: number; share: number; lines: CostLine[] };

/** `share` is of the whole, 0…1. */
export function byComponent(lines: CostLine[]): ComponentCost[] {
  const total = sum(lines);
  const components = [...new Set(lines.map((line) => line.component))];
  return components
    .map((component) => {
      const own = lines.filter((line) => line.component === component);
      const monthlyUsd = sum(own);
      const dearestFirst = own.toSorted((a, b) => b.monthly_usd - a.monthly_usd);
      return { component, monthlyUsd, share: total > 0 ? monthlyUsd / total : 0, lines: dearestFirst };
    })
    .sort((a, b) => b.monthlyUsd - a.monthlyUsd);
}

function sum(lines: CostLine[]): number {
  return lines.reduce((total, line) => total + line.monthly_usd, 0);
}
