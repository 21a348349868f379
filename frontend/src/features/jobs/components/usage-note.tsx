import { formatUsd } from '@/lib/format/money';
import { plural } from '@/lib/format/quantity';
import { formatSeconds } from '@/lib/format/time';
import type { JobUsage } from '@/types/job';

const BASES: Record<string, string> = {
  recorded: 'at the model’s recorded price',
  set: 'at the price that the operator set',
  assumed: 'at the dearest price that is known, since this model’s is not',
};

/** What the agents of all attempts used, and where the price of it comes from. */
export function UsageNote({ usage }: { usage: JobUsage }) {
  const tokens = usage.input_tokens + usage.output_tokens;
  const work = [
    plural(usage.turns, 'turn'),
    plural(usage.tool_calls, 'tool call'),
    formatSeconds(usage.seconds),
  ].join(', ');
  return (
    <section aria-label="What it used" className="text-[13px] text-muted">
      <h2 className="lettering font-normal text-faint">What it used</h2>
      <p className="mt-1 tabular-nums">
        {work}
        {tokens > 0 &&
          ` · ${plural(usage.input_tokens, 'token')} in, ${plural(usage.output_tokens, 'token')} out`}
        {' · '}
        {costOf(usage)}
      </p>
      {usage.limit_reached && (
        <p className="mt-1">An agent came to its limit of {usage.limit_reached.replaceAll('_', ' ')}.</p>
      )}
    </section>
  );
}

function costOf({ price_basis: basis, estimated_usd: usd }: JobUsage): string {
  if (basis === 'free') return 'no cost for a model';
  const amount = usd > 0 && usd < 0.005 ? 'less than a cent' : `about ${formatUsd(usd)}`;
  return [amount, BASES[basis]].filter(Boolean).join(' ');
}
