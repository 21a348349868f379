import { lazy, Suspense } from 'react';

import { DiagramViewer } from '@/components/diagram/diagram-viewer';
import type { Scene } from '@/components/diagram/scene';
import { Loaded } from '@/components/ui/loaded';
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
  const scene = useScene(props.jobId);
  return (
    <Loaded what="the diagram" query={scene} lines={8}>
      {(data) => <Diagram {...props} scene={data} />}
    </Loaded>
  );
}

function Diagram({ scene, ...props }: Props & { scene: Scene | null }) {
  const { jobId, result, onComponent } = props;
  const counts = `${plural(result.components.length, 'component')}, ${plural(result.connections.length, 'connection')}`;
  const description = `Architecture diagram of ${result.title}: ${counts}. The list below names them.`;
  const url = artifactUrl(jobId, 'diagram.svg');
  if (scene === null)
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
            scene={scene}
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
