import { SlidersHorizontal, X } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

import { blockIcon } from '@/components/diagram/icons';
import { placeOf, type Scene, type SceneComponent } from '@/components/diagram/scene';
import { Button } from '@/components/ui/button';

import { ComponentCost } from './component-cost';
import { ComponentFiles } from './component-files';
import { ComponentFindings } from './component-findings';
import { ComponentNeighbours } from './component-neighbours';
import { ComponentOptions } from './component-options';
import { ComponentRoles } from './component-roles';

type Props = {
  jobId: string;
  scene: Scene;
  component: SceneComponent;
  onOpen: (component: string) => void;
  onClose: () => void;
  fileHref: (file: string, line: number) => string;
  /** Where its settings can be changed: a form that takes the panel's place until it is closed. */
  editor?: Editor | undefined;
};

/** What shows in the place of a component's panel while its settings are changed. */
export type Editor = (component: SceneComponent, onClose: () => void) => ReactNode;

/** What one component is: options, cost, permissions, files, findings. */
export function ComponentPanel({ jobId, scene, component, onOpen, onClose, fileHref, editor }: Props) {
  const [editing, setEditing] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const id = useId();
  // Who opened it from the drawing goes on reading here; who followed a link stays at the top of the page.
  useEffect(() => {
    if (
      document.activeElement instanceof HTMLElement &&
      document.activeElement.dataset.component !== undefined
    )
      panel.current?.focus({ preventScroll: true });
  }, [component.id]);
  // The button that was pressed goes away: the focus stays in the panel.
  const edit = (begins: boolean): void => {
    setEditing(begins);
    panel.current?.focus({ preventScroll: true });
  };
  const icon = blockIcon(component.block);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes from anywhere in it
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
      className="flex max-h-full flex-col overflow-hidden bg-surface outline-none max-sm:max-h-[72dvh]"
    >
      <header className="flex items-start gap-3 border-b border-line py-3 pr-2 pl-4">
        {icon && <img src={icon} alt="" className="mt-0.5 size-9 rounded-[3px]" />}
        <div className="min-w-0 flex-1">
          <h2 id={id} className="text-base leading-5 break-words">
            {component.name}
          </h2>
          <p className="mt-0.5 text-xs text-muted">
            {[component.kind, placeOf(scene, component)].filter(Boolean).join(' · ')}
          </p>
        </div>
        {editor && component.options.length > 0 && !editing && (
          <Button
            size="small"
            onClick={() => {
              edit(true);
            }}
          >
            <SlidersHorizontal aria-hidden className="size-3.5" />
            Change
          </Button>
        )}
        <Button size="icon" variant="quiet" aria-label="Close" onClick={onClose}>
          <X aria-hidden className="size-4" />
        </Button>
      </header>
      {editing && editor && (
        <Edited
          editor={editor}
          component={component}
          onClose={() => {
            edit(false);
          }}
        />
      )}
      <div
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, which keys must be able to do
        tabIndex={0}
        role="group"
        aria-label={`About ${component.name}`}
        hidden={editing}
        className="min-h-0 flex-1 space-y-5 overflow-y-auto px-4 py-4 text-[13px] leading-snug outline-offset-[-2px]"
      >
        {component.because && <p className="text-sm text-muted">{component.because}</p>}
        <ComponentCost jobId={jobId} component={component.id} />
        <ComponentFindings jobId={jobId} component={component.id} />
        <ComponentOptions options={component.options} />
        <ComponentNeighbours scene={scene} component={component.id} onOpen={onOpen} />
        <ComponentRoles jobId={jobId} component={component.id} />
        <ComponentFiles jobId={jobId} scene={scene} component={component.id} fileHref={fileHref} />
      </div>
    </section>
  );
}

type EditedProps = { editor: Editor; component: SceneComponent; onClose: () => void };

function Edited({ editor, component, onClose }: EditedProps) {
  return editor(component, onClose);
}
