/** What the options differ in, part by part: one row a component or a size, one cell an option. Pure. */
import { capitalize, spell } from '@/lib/format/words';

import type { Option } from '../api/analysis';

export type Cell = {
  /** Empty where the option has no such component. */
  value: string;
  /** No other option has the same. */
  alone: boolean;
};
export type MatrixRow = { key: string; name: string; what: string; cells: Cell[] };

/** Parts first, then sizes; in the order in which the options tell them. */
export function differenceMatrix(options: Option[]): MatrixRow[] {
  const all = options.flatMap(({ differences }) => differences);
  const parts = all.filter(({ kind }) => kind !== 'resized');
  const sizes = all.filter(({ kind }) => kind === 'resized');
  const seen = new Set<string>();
  return [...parts, ...sizes].flatMap((difference) => {
    const key = keyOf(difference);
    if (seen.has(key)) return [];
    seen.add(key);
    const row = {
      key,
      name: difference.name,
      what: difference.option ? capitalize(spell(difference.option)) : '',
      cells: withAlone(options.map((option) => valueIn(option, key, ordinary(all, key)))),
    };
    // A size of what an option does not have at all is told with the component.
    return row.cells.every(({ value }) => value === row.cells[0]?.value) ? [] : [row];
  });
}

type Told = Option['differences'][number];

const keyOf = ({ component, option, kind }: Told): string =>
  kind === 'resized' ? `${component}.${option}` : component;

/** What those options have that tell no difference: what the others were compared with. */
function ordinary(all: Told[], key: string): string {
  return all.find((one) => keyOf(one) === key)?.before ?? '';
}

function valueIn({ differences }: Option, key: string, before: string): string {
  const own = differences.find((one) => keyOf(one) === key);
  if (!own) return before;
  return own.kind === 'removed' ? '' : own.after;
}

function withAlone(values: string[]): Cell[] {
  return values.map((value) => ({
    value,
    alone: values.filter((other) => other === value).length === 1,
  }));
}
