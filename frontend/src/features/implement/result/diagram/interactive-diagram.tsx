import { useCallback, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

import type { Scene } from '@/components/diagram/scene';
import { SceneView } from '@/components/diagram/scene-view';
import { artifactUrl } from '@/lib/api/artifact-url';
import { useNarrow } from '@/lib/use-narrow';

import { ComponentPanel, type Editor } from './component-panel';

type Props = {
  jobId: string;
  scene: Scene;
  /** Whose panel is open. */
  component: string | null;
  onComponent: (component: string | null) => void;
  fileHref: (file: string, line: number) => string;
  editor?: Editor | undefined;
};

/** The drawing, and the panel of what is open in it. */
export function InteractiveDiagram({ jobId, scene, component, onComponent, fileHref, editor }: Props) {
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
            editor={editor}
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
