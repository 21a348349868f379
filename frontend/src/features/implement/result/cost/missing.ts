/** What the total leaves out, each thing once, with the components it belongs to. */
import type { Cost } from '../../api/get-cost';

export type Missing = { what: string; components: string[] };

export function missing({ not_priced: entries }: Pick<Cost, 'not_priced'>): Missing[] {
  const whats = [...new Set(entries.map(({ what }) => what))];
  return whats.map((what) => ({
    what,
    components: entries.filter((entry) => entry.what === what).map(({ component }) => component),
  }));
}
