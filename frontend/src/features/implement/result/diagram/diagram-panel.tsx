import { lazy, Suspense, useCallback, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

import { DiagramViewer } from '@/components/diagram/diagram-viewer';
import { QueryError } from '@/components/ui/query-error';
import { Skeleton } from '@/components/ui/skeleton';
import { artifactUrl } from '@/lib/api/artifact-url';
import { plural } from '@/lib/format/quantity';
import { useNarrow } from '@/lib/use-narrow';
import type { JobResult } from '@/types/job';

import { useScene } from '../../api/get-scene';
import { ComponentsList } from '../components-list';
import { ComponentPanel } from './component-panel';

const SceneView = lazy(() =>
  import('@/components/diagram/scene-view').then((module) => ({ default: module.SceneView })),
);

type Props = {
  jobId: string;
  result: JobResult;
  /** Whose panel is open. */
  component: string | null;
  onComponent: (component: string | null) => void;
  fileHref: (file: string, line: number) => string;
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
          <Interactive {...props} scene={scene.data} />
        </Suspense>
      </div>
      {/* On paper nothing can be moved: there the picture shows the whole. */}
      <img src={url} alt={description} className="hidden w-full print:block" />
      <ComponentsList components={result.components} onOpen={onComponent} />
    </>
  );
}

type InteractiveProps = Props & { scene: NonNullable<ReturnType<typeof useScene>['data']> };

function Interactive({ jobId, scene, component, onComponent, fileHref }: InteractiveProps) {
  const shown = scene.components.find(({ id }) => id === component);
  const close = useCallback(() => {
    onComponent(null);
    const box = document.querySelector<HTMLElement>(`[data-component="${CSS.escape(shown?.id ?? '')}"]`);
    box?.focus({ preventScroll: true });
  }, [onComponent, shown?.id]);
  return (
    <SceneView
      scene={scene}
      open={shown?.id ?? null}
      onOpen={onComponent}
      pictureUrl={artifactUrl(jobId, 'diagram.svg')}
    >
      {shown && (
        <Aside>
          <ComponentPanel
            key={shown.id}
            jobId={jobId}
            scene={scene}
            component={shown}
            onOpen={onComponent}
            onClose={close}
            fileHref={fileHref}
          />
        </Aside>
      )}
    </SceneView>
  );
}

/** Beside the drawing; on a narrow screen a sheet at the bottom of the page. */
function Aside({ children }: { children: ReactNode }) {
  const narrow = useNarrow();
  if (!narrow)
    return (
      <div className="absolute inset-y-0 right-0 flex w-[360px] animate-appear flex-col border-l border-line-strong bg-surface shadow-card">
        {children}
      </div>
    );
  return createPortal(
    <div className="fixed inset-x-0 bottom-0 z-40 animate-appear overflow-hidden rounded-t-xl border border-b-0 border-line-strong bg-surface shadow-card">
      {children}
    </div>,
    document.body,
  );
}
