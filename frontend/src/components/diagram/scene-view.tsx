import '@xyflow/react/dist/base.css';

import { useQuery } from '@tanstack/react-query';
import {
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  type EdgeTypes,
  type NodeTypes,
} from '@xyflow/react';
import clsx from 'clsx';
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';

import { Skeleton } from '@/components/ui/skeleton';
import { useNarrow } from '@/lib/use-narrow';

import { DrawingTools } from './drawing-tools';
import { isArrow, neighbour } from './neighbours';
import { USERS, type Scene } from './scene';
import { SceneActions } from './scene-actions';
import { SceneEdge } from './scene-edge';
import { edgesOf, NO_MARKS, nodesOf, type Marks } from './scene-elements';
import { layOut, type SceneLayout } from './scene-layout';
import { ComponentNode, FrameNode, UsersNode } from './scene-nodes';

const NODES: NodeTypes = { component: ComponentNode, frame: FrameNode, users: UsersNode };
const EDGES: EdgeTypes = { scene: SceneEdge };
/** Below this, names cannot be read: then the view begins at the users instead of showing the whole. */
const READABLE = 0.5;
const STEP_MS = 180;
/** How much of the drawing an open panel covers. */
export const PANEL_PX = 360;

type Props = {
  scene: Scene;
  /** Component whose panel is open. */
  open?: string | null;
  onOpen?: (component: string) => void;
  marks?: Marks;
  /** The picture as a file. */
  pictureUrl?: string;
  /** Beside the drawing, also where it fills the screen. */
  children?: ReactNode;
};

/** The architecture to walk about in: pan, zoom, and open what a box stands for. */
export function SceneView(props: Props) {
  const { scene } = props;
  const layout = useQuery({
    // A scene never changes: it is laid out once, however often it is shown.
    queryKey: ['scene-layout', scene],
    queryFn: () => layOut(scene),
    staleTime: Infinity,
    retry: false,
  });
  if (layout.isError) throw layout.error;
  if (!layout.data)
    return (
      <Skeleton lines={8} label="Laying out the diagram" className="rounded-lg border border-line p-8" />
    );
  return (
    <ReactFlowProvider>
      <Drawing {...props} layout={layout.data} />
    </ReactFlowProvider>
  );
}

type DrawingProps = Props & { layout: SceneLayout };

function Drawing({
  scene,
  layout,
  open = null,
  onOpen,
  marks = NO_MARKS,
  pictureUrl,
  children,
}: DrawingProps) {
  const frame = useRef<HTMLElement>(null);
  const flow = useReactFlow();
  const narrow = useNarrow();
  const nodes = useMemo(() => nodesOf(scene, layout, open, marks), [scene, layout, open, marks]);
  const edges = useMemo(() => edgesOf(scene, layout, open, marks), [scene, layout, open, marks]);
  const onArrow = useCallback(
    (component: string, event: KeyboardEvent) => {
      if (!isArrow(event.key)) return;
      const own = new Map(
        [...layout.boxes].filter(([id]) => id !== USERS && !id.includes('/') && id !== 'aws'),
      );
      const next = neighbour(component, event.key, own);
      if (next === null) return;
      event.preventDefault();
      frame.current
        ?.querySelector<HTMLElement>(`[data-component="${CSS.escape(next)}"]`)
        ?.focus({ preventScroll: true });
    },
    [layout],
  );
  const actions = useMemo(() => ({ onOpen, onArrow }), [onOpen, onArrow]);
  const bounds = extent(layout);

  const show = useCallback(
    (id: string, covered: number) => {
      const box = layout.boxes.get(id);
      const around = frame.current?.getBoundingClientRect();
      if (!box || !around) return;
      const { x, y, zoom } = flow.getViewport();
      const [left, top] = [box.x * zoom + x, box.y * zoom + y];
      const inside =
        left >= 0 &&
        top >= 0 &&
        left + box.width * zoom <= around.width - covered &&
        top + box.height * zoom <= around.height;
      if (inside) return;
      const middle = { x: box.x + box.width / 2 + covered / 2 / zoom, y: box.y + box.height / 2 };
      void flow.setCenter(middle.x, middle.y, { zoom, duration: moving() });
    },
    [flow, layout],
  );
  // The panel stands over a part of the drawing: never over what it is about.
  useEffect(() => {
    if (open !== null) show(open, narrow ? 0 : PANEL_PX);
  }, [open, show, narrow]);
  /** The whole, or where that could not be read, its beginning. */
  const begin = (): void => {
    const around = frame.current?.getBoundingClientRect();
    if (open !== null) {
      show(open, narrow ? 0 : PANEL_PX);
      return;
    }
    if (!around || flow.getZoom() >= READABLE) return;
    const users = layout.boxes.get(USERS) ?? bounds;
    const zoom = READABLE + 0.15;
    void flow.setViewport({
      zoom,
      x: 8 - bounds.x * zoom,
      y: around.height / 2 - (users.y + users.height / 2) * zoom,
    });
  };

  return (
    <SceneActions value={actions}>
      <figure
        ref={frame}
        onFocus={({ target }) => {
          if (target.dataset.component !== undefined) show(target.dataset.component, 0);
        }}
        className="relative max-h-[min(76vh,760px)] min-h-[340px] w-full overflow-hidden rounded-lg border border-line-strong bg-canvas drafting-grid sm:min-h-[420px] [&:fullscreen]:max-h-none"
        style={{ aspectRatio: (bounds.width + 40) / (bounds.height + 40) }}
      >
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODES}
          edgeTypes={EDGES}
          aria-label={`Diagram of ${scene.title}`}
          fitView
          fitViewOptions={{ padding: 0.04, maxZoom: 1.2 }}
          onInit={begin}
          minZoom={0.1}
          maxZoom={3}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          // The page scrolls as usual; with Ctrl or a pinch the drawing zooms.
          zoomOnScroll={false}
          preventScrolling={false}
          zoomOnDoubleClick={false}
          proOptions={{ hideAttribution: true }}
          disableKeyboardA11y
        >
          <Overview bounds={bounds} />
        </ReactFlow>
        <DrawingTools
          frame={frame}
          pictureUrl={pictureUrl}
          onZoomIn={() => void flow.zoomIn({ duration: moving() })}
          onZoomOut={() => void flow.zoomOut({ duration: moving() })}
          onFit={() => void flow.fitView({ padding: 0.04, duration: moving() })}
          className={clsx(
            'absolute bottom-2 rounded-lg border shadow-card',
            open !== null && !narrow ? 'right-[368px]' : 'right-2',
          )}
        />
        {children}
      </figure>
    </SceneActions>
  );
}

type Bounds = { x: number; y: number; width: number; height: number };

/** Where one is in the whole, as soon as it is not all in view. */
function Overview({ bounds }: { bounds: Bounds }) {
  const whole = useStore(({ transform: [x, y, zoom], width, height }) => {
    const [left, top] = [bounds.x * zoom + x, bounds.y * zoom + y];
    return (
      left >= -1 &&
      top >= -1 &&
      left + bounds.width * zoom <= width + 1 &&
      top + bounds.height * zoom <= height + 1
    );
  });
  if (whole) return null;
  return (
    <MiniMap
      pannable
      ariaLabel="Overview"
      position="bottom-left"
      className="overflow-hidden rounded-md border border-line max-md:hidden!"
      style={{ width: 148, height: 92 }}
      bgColor="var(--surface)"
      maskColor="color-mix(in srgb, var(--sunken) 70%, transparent)"
      nodeColor={({ type }) => (type === 'frame' ? 'transparent' : 'var(--accent)')}
      nodeStrokeColor={({ type }) => (type === 'frame' ? 'var(--line-strong)' : 'transparent')}
      nodeBorderRadius={8}
    />
  );
}

function moving(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : STEP_MS;
}

function extent({ boxes, strip }: SceneLayout): Bounds {
  const all = [...boxes.values(), ...(strip ? [strip] : [])];
  const x = Math.min(0, ...all.map((box) => box.x));
  const y = Math.min(0, ...all.map((box) => box.y));
  const right = Math.max(320, ...all.map((box) => box.x + box.width));
  const bottom = Math.max(200, ...all.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
