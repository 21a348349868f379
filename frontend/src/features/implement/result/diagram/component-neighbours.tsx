import { USERS, type Scene } from '@/components/diagram/scene';

import { PanelSection } from './panel-section';

type Props = { scene: Scene; component: string; onOpen: (component: string) => void };
type Neighbour = { id: string; label: string; outward: boolean };

/** What it talks to and what talks to it: the lines of the drawing in words. */
export function ComponentNeighbours({ scene, component, onOpen }: Props) {
  const names = new Map(scene.components.map(({ id, name }) => [id, name]));
  const found = neighbours(scene, component);
  if (found.length === 0) return null;
  return (
    <PanelSection title="Connections">
      <ul className="space-y-1">
        {found.map(({ id, label, outward }) => (
          <li key={`${outward} ${id} ${label}`} className="flex flex-wrap gap-x-1.5 text-muted">
            <span aria-hidden>{outward ? '→' : '←'}</span>
            <span className="sr-only">{outward ? 'to' : 'from'}</span>
            {id === USERS ? (
              'Users'
            ) : (
              <button
                type="button"
                className="text-left font-medium text-accent hover:underline"
                onClick={() => {
                  onOpen(id);
                }}
              >
                {names.get(id) ?? id}
              </button>
            )}
            {label}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

function neighbours({ lines, overseers }: Scene, component: string): Neighbour[] {
  const drawn = lines.flatMap(({ source, target, label }) => [
    ...(source === component ? [{ id: target, label, outward: true }] : []),
    ...(target === component ? [{ id: source, label, outward: false }] : []),
  ]);
  const watching = overseers.flatMap(({ component: watcher, over }) =>
    Object.entries(over).flatMap(([label, watched]) => [
      ...(watcher === component ? watched.map((id) => ({ id, label, outward: true })) : []),
      ...(watched.includes(component) ? [{ id: watcher, label, outward: false }] : []),
    ]),
  );
  return [...drawn, ...watching];
}
