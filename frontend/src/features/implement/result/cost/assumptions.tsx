import type { Cost } from '../../api/get-cost';

/** The usage that the estimate counts on, because the request does not say. */
export function Assumptions({ assumptions }: Pick<Cost, 'assumptions'>) {
  if (assumptions.length === 0) return null;
  return (
    <section aria-labelledby="assumptions">
      <h2 id="assumptions" className="text-sm">
        Counted on
      </h2>
      <dl className="mt-3 grid gap-x-8 sm:grid-cols-2">
        {assumptions.map(({ subject, value, reason }) => (
          <div key={subject} className="border-t border-line py-2 text-[13px] leading-snug">
            <dt className="flex flex-wrap justify-between gap-x-3">
              <span className="font-mono text-xs break-all text-muted">{subject}</span>
              <span className="font-medium">{value}</span>
            </dt>
            <dd className="mt-0.5 text-faint">{reason}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
