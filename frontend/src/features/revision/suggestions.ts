/** Instructions that fit a plan, as examples of what can be said. */
import type { JobResult } from '@/types/job';

const ALWAYS = ['make it highly available', 'make it cheaper', 'make it multi-region'];
const BY_BLOCK: [block: RegExp, instruction: string][] = [
  [/^elasticache/, 'drop Redis'],
  [/^rds_instance$/, 'Aurora instead'],
  [/^(rds|aurora|documentdb)/, 'a bigger database'],
];
const LEAST_USD = 20;
const MOST = 6;

export function suggestInstructions({
  components,
  monthly_usd: usd,
}: Pick<JobResult, 'components' | 'monthly_usd'>): string[] {
  const fitting = BY_BLOCK.filter(([block]) => components.some((one) => block.test(one.block)));
  const budget = usd >= LEAST_USD ? [`under ${roundBudget(usd * 0.8)} dollars`] : [];
  return [...ALWAYS, ...fitting.map(([, instruction]) => instruction), ...budget].slice(0, MOST);
}

/** To one digit that counts, the next in halves: 191 → 200, 37 → 35. */
function roundBudget(usd: number): number {
  const step = 10 ** Math.floor(Math.log10(usd)) / 2;
  return Math.round(usd / step) * step;
}
