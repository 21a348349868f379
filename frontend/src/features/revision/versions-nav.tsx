import clsx from 'clsx';
import { Link } from 'react-router';

import { formatAgo } from '@/lib/format/time';

import { useVersions, type Version } from './api/get-versions';

/** All versions of the plan, each a link. Nothing where there is one alone. */
export function VersionsNav({ jobId }: { jobId: string }) {
  const versions = useVersions(jobId);
  if (!versions.data || versions.data.length < 2) return null;
  return (
    <nav aria-label="Versions" className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h2 className="lettering font-normal text-faint">Versions</h2>
      <ol className="flex min-w-0 flex-wrap gap-2">
        {versions.data.map((version) => (
          <li key={version.job_id} className="max-w-full">
            <VersionLink
              version={version}
              current={version.job_id === jobId}
              branch={branchOf(version, versions.data)}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The number of the version that this one was made of, where that is not the one before. */
function branchOf({ version, parent_id: parent }: Version, versions: Version[]): number | null {
  const found = versions.find(({ job_id: id }) => id === parent);
  return found && found.version !== version - 1 ? found.version : null;
}

type LinkProps = { version: Version; current: boolean; branch: number | null };

function VersionLink({ version, current, branch }: LinkProps) {
  return (
    <Link
      to={`/jobs/${version.job_id}`}
      aria-current={current ? 'page' : undefined}
      title={`${version.instruction ?? 'From the request'}, ${formatAgo(version.created_at)}`}
      className={clsx(
        'flex items-center gap-2 rounded-full border px-3 py-1 text-[13px] transition-colors',
        current ? 'border-accent bg-accent-soft' : 'border-line bg-surface text-muted hover:border-accent',
      )}
    >
      <span className="font-mono text-xs font-medium text-accent">
        <span className="sr-only">Version </span>
        <span aria-hidden>v</span>
        {version.version}
      </span>
      <span className="max-w-[28ch] truncate">{version.instruction ?? 'from the request'}</span>
      {branch !== null && <span className="font-mono text-xs text-faint">of v{branch}</span>}
    </Link>
  );
}
