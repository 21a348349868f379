import { Loaded } from '@/components/ui/loaded';
import { formatQuantity, plural } from '@/lib/format/quantity';

import { useJobRates, type JobRate, type Window } from '../api/staff-queue';
import { barsOf, errorShareOf, formatShare, mostFrequent, totalOf } from './rates';
import { RatesChart } from './rates-chart';
import { ErrorCounts, RatesHeadline, RatesSection } from './rates-section';

const SERIES = [
  { name: 'succeeded', label: 'Succeeded', fill: 'fill-good', swatch: 'bg-good' },
  { name: 'failed', label: 'Failed', fill: 'fill-bad', swatch: 'bg-bad' },
  { name: 'cancelled', label: 'Cancelled', fill: 'fill-faint', swatch: 'bg-faint' },
] as const;
const NAMES = SERIES.map(({ name }) => name);

/** How jobs ended, and of what those failed that did. */
export function JobRates() {
  return <RatesSection title="Jobs">{(window) => <Ended window={window} />}</RatesSection>;
}

function Ended({ window }: { window: Window }) {
  const rates = useJobRates(window);
  return (
    <Loaded what="the rates" query={rates} lines={8}>
      {(data) => <Rates rates={data} window={window} at={rates.dataUpdatedAt} />}
    </Loaded>
  );
}

function Rates({ rates, window, at }: { rates: JobRate[]; window: Window; at: number }) {
  const bars = barsOf(rates, NAMES, window, at);
  const [succeeded, failed] = [totalOf(bars, 'succeeded'), totalOf(bars, 'failed')];
  return (
    <div className="space-y-4">
      <RatesHeadline
        figure={formatShare(errorShareOf({ succeeded, failed }))}
        of="of jobs failed"
        rest={`${plural(succeeded, 'job')} succeeded, ${formatQuantity(failed)} failed`}
      />
      <RatesChart title="How jobs ended" bars={bars} series={SERIES} window={window} />
      <ErrorCounts
        label="Errors by code"
        counts={mostFrequent(rates.map(({ error_codes: codes }) => codes))}
      />
    </div>
  );
}
