/** What React Flow draws of a scene that has places. Pure. */
import { MarkerType, Position, type NodeHandle } from '@xyflow/react';

import { boxes, frameOf, placeOf, USERS, zonesIn, type Mark, type Scene } from './scene';
import type { SceneEdgeType } from './scene-edge';
import type { Box, SceneLayout, Way } from './scene-layout';
import type { SceneNode } from './scene-nodes';

export type Marks = {
  components: ReadonlyMap<string, Mark>;
  /** By `source target`. */
  lines: ReadonlyMap<string, Mark>;
};
export const NO_MARKS: Marks = { components: new Map(), lines: new Map() };

export function nodesOf(scene: Scene, layout: SceneLayout, open: string | null, marks: Marks): SceneNode[] {
  const blocks = new Map(scene.components.map(({ id, block }) => [id, block]));
  const frames = scene.frames.flatMap((frame): SceneNode[] => {
    const box = layout.boxes.get(frame.id);
    const component = scene.components.find(({ id }) => frameOf(scene, id)?.id === frame.id) ?? null;
    const mark = (component && marks.components.get(component.id)) ?? null;
    const zones = { zones: zonesIn(scene, frame.id), blocks, open };
    const data = { frame, component, open: component !== null && component.id === open, mark, zones };
    return box ? [{ id: frame.id, type: 'frame', data, zIndex: depth(frame.id), ...placed(box) }] : [];
  });
  const strip: SceneNode[] = layout.strip
    ? [
        {
          id: 'strip',
          type: 'frame',
          data: {
            frame: { id: 'strip', parent: null, title: 'Watching over it', style: 'strip' },
            component: null,
            open: false,
            mark: null,
          },
          ...placed(layout.strip),
        },
      ]
    : [];
  const components = boxes(scene).flatMap((component): SceneNode[] => {
    const box = layout.boxes.get(component.id);
    const mark = marks.components.get(component.id) ?? null;
    const data = { component, place: placeOf(scene, component), open: component.id === open, mark };
    return box ? [{ id: component.id, type: 'component', data, zIndex: 20, ...placed(box) }] : [];
  });
  const users = layout.boxes.get(USERS);
  const people: SceneNode[] = users
    ? [{ id: USERS, type: 'users', data: {}, zIndex: 20, ...placed(users) }]
    : [];
  return [...frames, ...strip, ...people, ...components];
}

export function edgesOf(
  scene: Scene,
  layout: SceneLayout,
  open: string | null,
  marks: Marks,
): SceneEdgeType[] {
  const names = new Map(scene.components.map(({ id, name }) => [id, name]));
  const end = (id: string): string => (layout.boxes.has(id) ? id : (frameOf(scene, id)?.id ?? id));
  const lines = scene.lines.flatMap(({ source, target, label, flow }, index) => {
    const way = layout.ways[index];
    if (!way) return [];
    const mark = marks.lines.get(`${source} ${target}`) ?? null;
    const faded = open !== null && source !== open && target !== open;
    const told = `${names.get(source) ?? 'Users'} → ${names.get(target) ?? target}${label && `: ${label}`}`;
    return [
      edge(
        `${index}`,
        end(source),
        end(target),
        { way, label, flow, mark, faded },
        told + (mark ? ` (${mark})` : ''),
      ),
    ];
  });
  return [...lines, ...watching(scene, layout, open)];
}

/** Whom an open overseer watches, and who watches an open component: too many to show them all the time. */
function watching(scene: Scene, { boxes: places }: SceneLayout, open: string | null): SceneEdgeType[] {
  return scene.overseers.flatMap(({ component, over }) =>
    Object.entries(over).flatMap(([label, watched]) =>
      watched
        .filter((id) => component === open || id === open)
        .flatMap((id) => {
          const [from, to] = [places.get(component), places.get(id)];
          if (!from || !to) return [];
          const data = { way: straight(from, to), label, flow: 'watches', mark: null, faded: false };
          return [edge(`${component} ${label} ${id}`, component, id, data, `${component} ${label} ${id}`)];
        }),
    ),
  );
}

function edge(
  id: string,
  source: string,
  target: string,
  data: NonNullable<SceneEdgeType['data']>,
  ariaLabel: string,
): SceneEdgeType {
  const colours = { added: 'var(--good)', removed: 'var(--bad)', changed: 'var(--warn)' };
  const color = data.mark ? colours[data.mark] : data.flow === 'watches' ? 'var(--accent)' : 'var(--muted)';
  const markerEnd = { type: MarkerType.ArrowClosed, color, width: 14, height: 14 };
  return { id, source, target, type: 'scene', data, ariaLabel, markerEnd, zIndex: 10 };
}

function straight(from: Box, to: Box): Way {
  const below = from.y >= to.y + to.height;
  const start = { x: from.x + from.width / 2, y: below ? from.y : from.y + from.height };
  const end = { x: to.x + to.width / 2, y: below ? to.y + to.height : to.y };
  return { points: [start, end], label: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } };
}

/** With sizes and ends told, nothing has to be measured before it is drawn. */
function placed({ x, y, width, height }: Box): {
  position: { x: number; y: number };
  width: number;
  height: number;
  handles: NodeHandle[];
} {
  const at = { y: height / 2, width: 1, height: 1 };
  return {
    position: { x, y },
    width,
    height,
    handles: [
      { ...at, x: 0, type: 'target', position: Position.Left },
      { ...at, x: width, type: 'source', position: Position.Right },
    ],
  };
}

function depth(path: string): number {
  return path.split('/').length;
}
