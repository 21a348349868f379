import type { ComponentOption } from '@/components/diagram/scene';
import { formatQuantity } from '@/lib/format/quantity';
import { capitalize, spell } from '@/lib/format/words';

import { PanelSection } from './panel-section';

/** What the plan chose stands open; what the catalogue has as ordinary is there to look up. */
export function ComponentOptions({ options }: { options: ComponentOption[] }) {
  if (options.length === 0) return null;
  const chosen = options.filter(({ ordinary }) => !ordinary);
  const ordinary = options.filter((option) => option.ordinary);
  return (
    <PanelSection title="Options">
      {chosen.length > 0 && <List options={chosen} />}
      {ordinary.length > 0 && (
        <details className="mt-1" open={chosen.length === 0 && ordinary.length <= 6}>
          <summary className="py-1 text-muted hover:text-ink">
            {ordinary.length} as they ordinarily are
          </summary>
          <List options={ordinary} />
        </details>
      )}
    </PanelSection>
  );
}

function List({ options }: { options: ComponentOption[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {options.map(({ name, value, unit, description, usage }) => (
        <div key={name} className="grid grid-cols-[1fr_auto] gap-x-3 py-1.5">
          <dt className="font-medium">{capitalize(spell(name))}</dt>
          <dd className="text-right font-mono text-xs leading-5 break-all">
            {tell(value)} {unit}
          </dd>
          {description && (
            <dd className="col-span-2 text-xs leading-4 text-faint">
              {description}
              {usage && ' Only the cost counts on it.'}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function tell(value: ComponentOption['value']): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none';
  if (typeof value === 'number') return formatQuantity(value);
  return value === '' ? 'none' : value;
}
