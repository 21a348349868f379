import { QueryError } from '@/components/ui/query-error';
import { Skeleton } from '@/components/ui/skeleton';
import { artifactUrl } from '@/lib/api/artifact-url';
import { Markdown } from '@/lib/markdown/markdown';

import { useTextArtifact } from '../api/get-text-artifact';

export function ReadmePanel({ jobId }: { jobId: string }) {
  const readme = useTextArtifact(jobId, 'README.md');
  if (readme.isPending) return <Skeleton lines={9} label="Loading the README" />;
  if (readme.isError)
    return <QueryError what="The README" error={readme.error} retry={() => void readme.refetch()} />;
  return (
    <article className="max-w-[80ch] rounded-lg border border-line bg-surface px-5 py-6 sm:px-10 sm:py-9">
      <Markdown text={readme.data} imageUrl={(path) => artifactUrl(jobId, path)} />
    </article>
  );
}
