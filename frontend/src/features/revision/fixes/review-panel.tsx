import { EmptyState } from '@/components/ui/empty-state';
import { Loaded } from '@/components/ui/loaded';
import { plural } from '@/lib/format/quantity';

import { useOpenFindings } from './api/get-review';
import { FindingsList, type Applying } from './findings-list';
import { SeverityCounts } from './severity';

type Props = {
  jobId: string;
  names: ReadonlyMap<string, string>;
  selected: string | null;
  onSelect: (check: string | null) => void;
  applying?: Applying | undefined;
};

/** What the review of a bundle found open, with the fixes. */
export function ReviewPanel({ jobId, names, selected, onSelect, applying }: Props) {
  const findings = useOpenFindings(jobId);
  return (
    <Loaded
      what="the review"
      query={findings}
      lines={8}
      empty={{
        when: (found) => found.length === 0,
        show: <EmptyState title="Every check of the review holds">Nothing is left to fix.</EmptyState>,
      }}
    >
      {(found) => (
        <section aria-label="Open findings" className="max-w-4xl space-y-5">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <SeverityCounts findings={found} />
            <p className="text-[13px] text-muted">
              {plural(found.filter(({ offer }) => offer).length, 'finding')} can be fixed from here.
            </p>
          </div>
          <FindingsList
            findings={found}
            names={names}
            selected={selected}
            onSelect={onSelect}
            applying={applying}
          />
        </section>
      )}
    </Loaded>
  );
}
