import { Link } from 'react-router';

import type { Scene } from '@/components/diagram/scene';
import { Skeleton } from '@/components/ui/skeleton';

import { useResources } from '../../api/get-resources';
import { PanelGap, PanelSection } from './panel-section';

type Props = {
  jobId: string;
  scene: Scene;
  component: string;
  fileHref: (file: string, line: number) => string;
};

/** Its resources, each a link to the line where it begins. */
export function ComponentFiles({ jobId, scene, component, fileHref }: Props) {
  const resources = useResources(
    jobId,
    scene.components.map(({ id }) => id),
  );
  if (resources.isPending) return <Skeleton lines={3} label="Loading the files" />;
  if (resources.isError) return <PanelGap what="Its resources" />;
  const own = resources.data.get(component) ?? [];
  if (own.length === 0) return null;
  return (
    <PanelSection
      title="In the files"
      aside={<span className="font-mono text-xs font-normal text-faint">{own.length}</span>}
    >
      <ul className="space-y-0.5">
        {own.map(({ file, line, type, name }) => (
          <li key={`${file} ${line}`}>
            <Link
              to={fileHref(file, line)}
              preventScrollReset
              className="flex justify-between gap-3 rounded px-1 py-0.5 font-mono text-xs text-muted hover:bg-sunken hover:text-ink"
            >
              <span className="min-w-0 break-all">
                {type} <span className="text-accent">{name}</span>
              </span>
              <span className="shrink-0 text-faint">
                {file.split('/').at(-1)}:{line}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
