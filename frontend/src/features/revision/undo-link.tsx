import { Undo2 } from 'lucide-react';
import { Link } from 'react-router';

import { buttonClass } from '@/components/ui/button';

import { useVersions } from './api/get-versions';

/** Back to the version that this one was made of, from which one can go on; nothing where there is none any more. */
export function UndoLink({ jobId }: { jobId: string }) {
  const versions = useVersions(jobId);
  const parent = versions.data?.find(({ job_id: id }) => id === jobId)?.parent_id;
  const before = versions.data?.find(({ job_id: id }) => id === parent);
  if (!before) return null;
  return (
    <Link to={`/jobs/${before.job_id}`} className={buttonClass({ size: 'small' })}>
      <Undo2 aria-hidden className="size-4" />
      Undo: back to version {before.version}
    </Link>
  );
}
