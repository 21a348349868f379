import { Loaded } from '@/components/ui/loaded';
import { formatQuantity, plural } from '@/lib/format/quantity';

import { useHttpRates, type HttpRate, type Window } from '../api/staff-queue';
import { HttpHours } from './http-hours';
import { barsOf, formatShare, mostFrequent, totalOf } from './rates';
import { RatesChart } from './rates-chart';
import { ErrorCounts, RatesHeadline, RatesSection } from './rates-section';

const SERIES = [
  { name: 'served', label: 'Served', fill: 'fill-good', swatch: 'bg-good' },
  { name: 'refused', label: 'Refused (400 to 499)', fill: 'fill-warn', swatch: 'bg-warn' },
  { name: 'errors', label: 'Errors (500 and above)', fill: 'fill-bad', swatch: 'bg-bad' },
] as const;
const NAMES = SERIES.map(({ name }) => name);

/** How the web tier answered, and which routes had errors. */
export function HttpRates() {
  return (
    <RatesSection title="Answers of the web tier">{(window) => <Answers window={window} />}</RatesSection>
  );
}

function Answers({ window }: { window: Window }) {
  const rates = useHttpRates(window);
  return (
    <Loaded what="the answers" query={rates} lines={8}>
      {(data) => <Rates rates={data} window={window} at={rates.dataUpdatedAt} />}
    </Loaded>
  );
}

function Rates({ rates, window, at }: { rates: HttpRate[]; window: Window; at: number }) {
  const served = rates.map((rate) => ({ ...rate, served: rate.requests - rate.refused - rate.errors }));
  const bars = barsOf(served, NAMES, window, at);
  const [refused, errors] = [totalOf(bars, 'refused'), totalOf(bars, 'errors')];
  const all = totalOf(bars, 'served') + refused + errors;
  return (
    <div className="space-y-4">
      <RatesHeadline
        figure={formatShare(all > 0 ? errors / all : null)}
        of="of answers were errors"
        rest={`${plural(all, 'answer')}, ${formatQuantity(refused)} refused`}
      />
      <RatesChart title="How the web tier answered" bars={bars} series={SERIES} window={window} />
      <ErrorCounts
        label="Errors by route"
        counts={mostFrequent(rates.map(({ errors_by_route: routes }) => routes))}
      />
      {rates.length > 0 && <HttpHours rates={rates} />}
    </div>
  );
}
