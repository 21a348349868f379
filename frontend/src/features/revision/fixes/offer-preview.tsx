import { Minus, Plus, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';

import { formatUsd } from '@/lib/format/money';
import { plural } from '@/lib/format/quantity';

import type { FindingChange } from '../api/revision';
import { ComponentsChanged } from '../changes/components-changed';
import { DataWarning } from '../changes/deployment';
import { figuresOf } from '../changes/figures';
import type { Offer } from './api/get-review';

type Props = { offer: Offer; names: ReadonlyMap<string, string> };

/** All that a fix changes, before anybody applies it. */
export function OfferPreview({ offer, names: known }: Props) {
  const names = new Map([
    ...known,
    ...offer.components.map(({ component, name }) => [component, name] as const),
  ]);
  const name = (id: string): string => names.get(id) ?? id;
  const others = offer.findings_gone.filter(({ check }) => check !== offer.check);
  return (
    <div className="space-y-4">
      <DataWarning effects={offer.effects} names={names} />
      <Figures offer={offer} />
      {offer.components.length > 0 && <ComponentsChanged components={offer.components} />}
      {offer.connections.length > 0 && (
        <ul aria-label="Connections" className="space-y-1 text-[13px] text-muted">
          {offer.connections.map(({ kind, source, target }) => (
            <li key={`${kind} ${source} ${target}`}>
              <span className={kind === 'added' ? 'text-good' : 'text-bad'}>
                {kind === 'added' ? 'New connection' : 'Connection removed'}
              </span>
              : {name(source)} → {name(target)}
            </li>
          ))}
        </ul>
      )}
      <Findings title="It closes these, too" findings={others} icon={<Minus className="text-good" />} />
      <Findings title="It opens" findings={offer.findings_new} icon={<Plus className="text-warn" />} />
    </div>
  );
}

/** What the fix costs, in one line: +$3.20 a month, 2 components changed. */
export function OfferSummary({ offer }: { offer: Offer }) {
  const { before, after } = offer.cost.expected;
  const parts = [
    costDifference((after ?? 0) - (before ?? 0)),
    plural(offer.components.length, 'component'),
    ...(offer.connections.length > 0 ? [plural(offer.connections.length, 'connection')] : []),
  ];
  return (
    <span className="inline-flex items-center gap-1.5">
      <Sparkles aria-hidden className="size-3.5 shrink-0 text-accent" />
      {parts.join(' · ')}
    </span>
  );
}

const SAME_USD = 0.005;

export function costDifference(by: number): string {
  if (Math.abs(by) < SAME_USD) return 'same cost';
  return `${by > 0 ? '+' : '−'}${formatUsd(Math.abs(by))} a month`;
}

const COLOURS = { better: 'text-good', worse: 'text-bad', same: 'text-muted' } as const;

/** Only the figures that the fix changes; that of the ends of the range says little beside the expected one. */
function Figures({ offer }: { offer: Offer }) {
  const changed = figuresOf(offer).filter(
    ({ label, direction }) => direction !== 'same' && !label.startsWith('Cost, '),
  );
  if (changed.length === 0)
    return <p className="text-[13px] text-muted">Cost, availability and recovery stay as they are.</p>;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {changed.map(({ label, before, after, change, direction }) => (
        <div key={label}>
          <dt className="text-[13px] text-muted">{label}</dt>
          <dd className="font-mono text-[13px] tabular-nums">
            <span className="text-faint">{before}</span> → <span className="font-medium">{after}</span>{' '}
            <span className={COLOURS[direction]}>
              {change}
              <span className="sr-only">, {direction}</span>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Findings({ title, findings, icon }: { title: string; findings: FindingChange[]; icon: ReactNode }) {
  if (findings.length === 0) return null;
  return (
    <div>
      <p className="text-[13px] font-medium">{title}</p>
      <ul aria-label={title} className="mt-1 space-y-1">
        {findings.map(({ check, severity, sentence }) => (
          <li key={check} className="flex gap-2 text-[13px] leading-snug text-muted">
            <span aria-hidden className="mt-0.5 shrink-0 *:size-3.5">
              {icon}
            </span>
            <span>
              {sentence} <span className="font-mono text-xs text-faint">{severity}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
