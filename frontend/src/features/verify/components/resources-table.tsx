import clsx from 'clsx';
import { useState } from 'react';

import { ScrollArea } from '@/components/ui/scroll-area';

import type { Proof, Receipt, ResourceProof } from '../api/get-receipt';
import { ProofMark } from './proof-mark';
import { PROOF_TITLES } from './proof-titles';

const ORDER: Proof[] = ['failed', 'not_emulated', 'proven'];

type Props = { resources: ResourceProof[]; counts: Receipt['counts'] };

/** Every resource of both dialects with its proof; failures first, and one press shows one kind alone. */
export function ResourcesTable({ resources, counts }: Props) {
  const [only, setOnly] = useState<Proof | null>(null);
  const shown = ORDER.flatMap((proof) => resources.filter(({ status }) => status === proof)).filter(
    ({ status }) => only === null || status === only,
  );
  return (
    <section aria-labelledby="resources">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 id="resources" className="text-base">
          Resources
        </h2>
        <div role="group" aria-label="Show" className="flex flex-wrap gap-2">
          <Filter
            title="All"
            count={resources.length}
            chosen={only === null}
            onChoose={() => {
              setOnly(null);
            }}
          />
          {ORDER.map((proof) => (
            <Filter
              key={proof}
              title={PROOF_TITLES[proof]}
              count={counts[proof]}
              chosen={only === proof}
              onChoose={() => {
                setOnly(proof);
              }}
            />
          ))}
        </div>
      </div>
      <ScrollArea label="Resources" className="mt-3 rounded-lg border border-line bg-surface">
        <table className="w-full text-left text-sm">
          <thead className="lettering text-faint">
            <tr>
              {['Resource', 'Part', 'Result', 'Evidence'].map((heading) => (
                <th key={heading} scope="col" className="px-4 py-2 font-normal">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {shown.map((one) => (
              <tr key={`${one.dialect} ${one.address}`} className="align-top">
                <td className="px-4 py-2">
                  <span className="font-mono text-[13px] break-all">{one.address}</span>
                  {one.dialect === 'cloudformation' && (
                    <span className="block font-mono text-xs text-faint">{one.type}</span>
                  )}
                </td>
                <td className="px-4 py-2 font-mono text-xs leading-5 text-muted">{one.component || '–'}</td>
                <td className="px-4 py-2">
                  <ProofMark proof={one.status} />
                </td>
                <td className="min-w-48 px-4 py-2 text-[13px] break-words text-muted">{one.evidence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}

type FilterProps = { title: string; count: number; chosen: boolean; onChoose: () => void };

function Filter({ title, count, chosen, onChoose }: FilterProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      disabled={count === 0}
      onClick={onChoose}
      className={clsx(
        'rounded-full border px-3 py-1 text-[13px] disabled:opacity-40',
        chosen
          ? 'border-accent bg-accent-soft text-accent'
          : 'border-line text-muted hover:border-line-strong',
      )}
    >
      {title} <span className="font-mono text-xs">{count}</span>
    </button>
  );
}
