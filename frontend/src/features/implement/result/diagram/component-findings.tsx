import { Skeleton } from '@/components/ui/skeleton';

import { useChecks } from '../../api/get-checks';
import { useReviewFindings } from '../../api/get-review';
import { PanelGap, PanelSection } from './panel-section';

/** What the checks and the review say of this component. */
export function ComponentFindings({ jobId, component }: { jobId: string; component: string }) {
  const checks = useChecks(jobId);
  const review = useReviewFindings(jobId);
  if (checks.isPending || review.isPending) return <Skeleton lines={2} label="Loading the findings" />;
  const failed = (checks.data ?? []).flatMap(({ id, severity, findings }) =>
    findings
      .filter((finding) => finding.component === component)
      .map(({ message }) => ({ key: `${id} ${message}`, severity, sentence: message, detail: '', page: '' })),
  );
  const unmet = (review.data ?? []).flatMap(({ check, severity, sentence, evidence, practice }) =>
    evidence
      .filter((seen) => seen.component === component && seen.holds === false)
      .map(({ seen }) => ({ key: check, severity, sentence, detail: seen, page: practice.page })),
  );
  const found = [...failed, ...unmet];
  return (
    <PanelSection title="Findings" aside={<Count count={found.length} />}>
      {(checks.isError || review.isError) && <PanelGap what="A part of the findings" />}
      {found.length === 0 && !checks.isError && !review.isError && (
        <p className="text-muted">None: every check that concerns it holds.</p>
      )}
      <ul className="space-y-2">
        {found.map(({ key, severity, sentence, detail, page }) => (
          <li key={key} className="border-l-2 border-warn pl-2.5">
            {sentence}
            {detail && <span className="block text-muted">{detail}</span>}
            <span className="block font-mono text-xs text-faint">
              {severity}
              {page && (
                <>
                  {' · '}
                  <a href={page} target="_blank" rel="noreferrer" className="text-accent underline">
                    why
                  </a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

function Count({ count }: { count: number }) {
  return <span className="font-mono text-xs font-normal text-faint">{count}</span>;
}
