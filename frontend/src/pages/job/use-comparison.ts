import type { ComparedVersion } from '@/features/implement/compare/compare-view';
import { useVersions, type Version } from '@/features/revision/api/get-versions';

type Comparison = { before: ComparedVersion; after: ComparedVersion; others: ComparedVersion[] };

/** What a version is compared with: the one that the address names, else the one that it was made of. Null where it is alone. */
export function useComparison(jobId: string, wanted: string | null): Comparison | null {
  const versions = useVersions(jobId);
  const made = (versions.data ?? []).filter(({ state }) => state === 'succeeded');
  const own = made.find((version) => version.job_id === jobId);
  const others = made.filter((version) => version.job_id !== jobId);
  const named = (id: string | null | undefined): Version | undefined =>
    others.find(({ job_id: one }) => one === id);
  const before =
    named(wanted) ??
    named(own?.parent_id) ??
    others.findLast(({ version }) => version < (own?.version ?? 0)) ??
    others[0];
  if (!own || !before) return null;
  return { before: compared(before), after: compared(own), others: others.map(compared) };
}

function compared({ job_id: jobId, version, instruction }: Version): ComparedVersion {
  return { jobId, version, told: instruction ?? 'from the request' };
}
