import { Loaded } from '@/components/ui/loaded';
import { artifactUrl } from '@/lib/api/artifact-url';
import { Markdown } from '@/lib/markdown/markdown';

import { useTextArtifact } from '../api/get-text-artifact';

export function ReadmePanel({ jobId }: { jobId: string }) {
  const readme = useTextArtifact(jobId, 'README.md');
  return (
    <Loaded what="the README" query={readme} lines={9}>
      {(text) => (
        <article className="max-w-[80ch] rounded-lg border border-line bg-surface px-5 py-6 sm:px-10 sm:py-9">
          <Markdown text={text} imageUrl={(path) => artifactUrl(jobId, path)} />
        </article>
      )}
    </Loaded>
  );
}
