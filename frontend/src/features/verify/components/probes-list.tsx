import type { Probe } from '../api/get-receipt';
import { ProofMark } from './proof-mark';

const KINDS = { behaviour: 'behaves', allowed: 'may', denied: 'may not' } as const;

/** What was done with the running deployment, and what was seen. */
export function ProbesList({ probes }: { probes: Probe[] }) {
  if (probes.length === 0) return null;
  return (
    <section aria-labelledby="probes">
      <h2 id="probes" className="text-base">
        Probes <span className="font-mono text-sm font-normal text-faint">{probes.length}</span>
      </h2>
      <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
        {probes.map((probe) => (
          <li
            key={`${probe.edge} ${probe.kind} ${probe.done}`}
            className="grid gap-x-6 gap-y-1 px-4 py-2.5 sm:grid-cols-[1fr_auto]"
          >
            <p className="min-w-0 text-sm break-words">
              <span className="lettering mr-2 text-faint">{KINDS[probe.kind]}</span>
              {probe.done}
              <span className="block text-[13px] text-muted">{probe.seen}</span>
            </p>
            <p className="flex items-center gap-4">
              <span className="font-mono text-xs text-faint">{probe.edge}</span>
              <ProofMark proof={probe.status} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
