/** The figures of a revision, before and after, and whether the change is for the better. */
import { formatUsd } from '@/lib/format/money';
import { formatUptime } from '@/lib/format/quantity';
import { formatMinutes } from '@/lib/format/time';

import type { Changes, Span } from '../api/revision';

export type Direction = 'better' | 'worse' | 'same';
export type Figure = { label: string; before: string; after: string; change: string; direction: Direction };

type Kind = { format: (value: number) => string; better: 'more' | 'less'; change: (by: number) => string };

const signed = (by: number, text: string): string => `${by > 0 ? '+' : '−'}${text}`;
const USD: Kind = {
  format: formatUsd,
  better: 'less',
  change: (by) => signed(by, formatUsd(Math.abs(by))),
};
const MINUTES: Kind = {
  format: formatMinutes,
  better: 'less',
  change: (by) => signed(by, formatMinutes(Math.abs(by))),
};
const POINTS: Kind = { format: String, better: 'more', change: (by) => signed(by, String(Math.abs(by))) };
const PERCENT: Kind = {
  format: formatUptime,
  better: 'more',
  change: (by) => signed(by, `${Number(Math.abs(by).toFixed(3))} points`),
};

export function figuresOf(changes: Changes): Figure[] {
  const { cost } = changes;
  return [
    figure('Cost a month, expected', cost.expected, USD),
    figure('Cost, low end', cost.low, USD),
    figure('Cost, high end', cost.high, USD),
    figure('Availability, by AWS’s agreements', changes.availability_percent, PERCENT),
    figure('A zone is lost: until it is back', changes.zone_rto_minutes, MINUTES),
    figure('A zone is lost: data lost', changes.zone_rpo_minutes, MINUTES),
    figure('The region is lost: until it is back', changes.region_rto_minutes, MINUTES),
    figure('The region is lost: data lost', changes.region_rpo_minutes, MINUTES),
    figure('Well-Architected score', changes.score, POINTS),
  ];
}

function figure(label: string, { before, after }: Span, { format, better, change }: Kind): Figure {
  const by = before === null || after === null ? 0 : after - before;
  const direction = by === 0 ? 'same' : by > 0 === (better === 'more') ? 'better' : 'worse';
  const show = (value: number | null): string => (value === null ? '–' : format(value));
  return {
    label,
    before: show(before),
    after: show(after),
    change: by === 0 ? '' : change(by),
    direction,
  };
}
