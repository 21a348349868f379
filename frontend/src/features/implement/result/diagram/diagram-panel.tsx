import { lazy, Suspense } from 'react';

import { DiagramViewer } from '@/components/diagram/diagram-viewer';
import { QueryError } from '@/components/ui/query-error';
import { Skeleton } from '@/components/ui/skeleton';
import { artifactUrl } from '@/lib/api/artifact-url';
import { plural } from '@/lib/format/quantity';
import type { JobResult } from '@/types/job';

import { useScene } from '../../api/get-scene';
import { ComponentsList } from '../components-list';
import type { Editor } from './component-panel';

const InteractiveDiagram = lazy(() =>
  import('./interactive-diagram').then((module) => ({ default: module.InteractiveDiagram })),
);

type Props = {
  jobId: string;
  result: JobResult;
  /** Whose panel is open. */
  component: string | null;
  onComponent: (component: string | null) => void;
  fileHref: (file: string, line: number) => string;
  editor?: Editor | undefined;
};

/** The architecture to walk about in; for bundles from before there was one, its picture. */
export function DiagramPanel(props: Props) {
  const { jobId, result, onComponent } = props;
  const scene = useScene(jobId);
  if (scene.isPending) return <Skeleton lines={8} label="Loading the diagram" />;
  if (scene.isError)
    return <QueryError what="The diagram" error={scene.error} retry={() => void scene.refetch()} />;
  const counts = `${plural(result.components.length, 'component')}, ${plural(result.connections.length, 'connection')}`;
  const description = `Architecture diagram of ${result.title}: ${counts}. The list below names them.`;
  const url = artifactUrl(jobId, 'diagram.svg');
  if (scene.data === null)
    return (
      <>
        <DiagramViewer url={url} description={description} />
        <ComponentsList components={result.components} />
      </>
    );
  return (
    <>
      <div className="print:hidden">
        <Suspense fallback={<Skeleton lines={8} label="Loading the diagram" />}>
          <InteractiveDiagram
            jobId={jobId}
            scene={scene.data}
            component={props.component}
            onComponent={onComponent}
            fileHref={props.fileHref}
            editor={props.editor}
          />
        </Suspense>
      </div>
      {/* On paper nothing can be moved: there the picture shows the whole. */}
      <img src={url} alt={description} className="hidden w-full print:block" />
      <ComponentsList components={result.components} onOpen={onComponent} />
    </>
  );
}
