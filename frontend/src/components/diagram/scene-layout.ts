/** Places for boxes and ways for lines, by ELK's layered layout. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';

import { layOutGraph } from './layout-engine';
import { boxes, frameOf, USERS, zonesIn, type NetworkZone, type Scene } from './scene';
import { MARGIN, planZones } from './zone-plan';

export type Box = { x: number; y: number; width: number; height: number };
export type Way = { points: { x: number; y: number }[]; label: { x: number; y: number } | null };
export type SceneLayout = {
  /** By id of component or path of frame. */
  boxes: ReadonlyMap<string, Box>;
  /** In the order of the scene's lines; null where an end is not drawn. */
  ways: (Way | null)[];
  strip: Box | null;
};

export const BOX = { width: 116, height: 106 };
const STRIP_GAP = 28;
const CELL = { width: BOX.width + 16, height: BOX.height + 10 };
/** Pixels: an ordinary letter of a line's label. */
const LETTER = 6.1;
const LABEL_HEIGHT = 16;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.spacing.nodeNode': '18',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};
const FRAME_PADDING = { top: 38, left: 16, bottom: 16, right: 16 };

export async function layOut(scene: Scene): Promise<SceneLayout> {
  const graph = await layOutGraph(graphOf(scene));
  const places = new Map<string, Box>();
  collect(graph, places);
  const ways = new Map((graph.edges ?? []).map((edge) => [edge.id, wayOf(edge)]));
  const strip = placeStrip(scene, places, graph);
  return { boxes: places, ways: scene.lines.map((_, index) => ways.get(String(index)) ?? null), strip };
}

/** The scene in ELK's words. Pure. */
export function graphOf(scene: Scene): ElkNode {
  const apart = new Set(scene.overseers.map(({ component }) => component));
  const shown = boxes(scene).filter(({ id }) => !apart.has(id));
  const inside = (parent: string | null): ElkNode[] => [
    ...scene.frames
      .filter((frame) => frame.parent === parent)
      .map(({ id }) => ({ id, layoutOptions: frameOptions(zonesIn(scene, id)), children: inside(id) })),
    ...shown.filter(({ frame }) => frame === parent).map(({ id }) => ({ id, ...BOX })),
  ];
  const users = scene.lines.some(({ source }) => source === USERS) ? [{ id: USERS, ...BOX }] : [];
  const ids = new Set([USERS, ...shown.map(({ id }) => id)]);
  const end = (id: string): string | null => (ids.has(id) ? id : (frameOf(scene, id)?.id ?? null));
  const edges = scene.lines.flatMap(({ source, target, label }, index) => {
    const [from, to] = [end(source), end(target)];
    if (from === null || to === null) return [];
    const labels = label ? [{ text: label, width: label.length * LETTER + 4, height: LABEL_HEIGHT }] : [];
    return [{ id: String(index), sources: [from], targets: [to], labels }];
  });
  return { id: 'root', layoutOptions: OPTIONS, children: [...users, ...inside(null)], edges };
}

/** Zones stand at the foot of their network, where nothing else is put. */
function frameOptions(zones: readonly NetworkZone[]): Record<string, string> {
  const { top, left, bottom, right } = FRAME_PADDING;
  if (zones.length === 0) return { 'elk.padding': padding(FRAME_PADDING) };
  const { height, leastWidth } = planZones(zones);
  return {
    'elk.padding': padding({ top, left, bottom: bottom + height + MARGIN, right }),
    'elk.nodeSize.constraints': 'MINIMUM_SIZE',
    'elk.nodeSize.minimum': `(${leastWidth + 2 * MARGIN},0)`,
  };
}

function padding({ top, left, bottom, right }: typeof FRAME_PADDING): string {
  return `[top=${top},left=${left},bottom=${bottom},right=${right}]`;
}

function collect(node: ElkNode, places: Map<string, Box>): void {
  for (const child of node.children ?? []) {
    const { x = 0, y = 0, width = 0, height = 0 } = child;
    places.set(child.id, { x, y, width, height });
    collect(child, places);
  }
}

function wayOf({ sections = [], labels = [] }: ElkExtendedEdge): Way {
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const label = labels[0];
  const middle = label
    ? { x: (label.x ?? 0) + (label.width ?? 0) / 2, y: (label.y ?? 0) + (label.height ?? 0) / 2 }
    : null;
  return { points, label: middle };
}

/** What watches over others stands below, in rows as wide as the picture. */
function placeStrip(scene: Scene, places: Map<string, Box>, graph: ElkNode): Box | null {
  const count = scene.overseers.length;
  if (count === 0) return null;
  const { width = 0, height = 0 } = graph;
  const across = Math.max(Math.min(4, count), Math.min(count, Math.floor((width - 40) / CELL.width)));
  const top = places.size > 0 ? height + STRIP_GAP : 0;
  scene.overseers.forEach(({ component }, index) => {
    const [column, row] = [index % across, Math.floor(index / across)];
    places.set(component, { x: 24 + column * CELL.width, y: top + 38 + row * CELL.height, ...BOX });
  });
  const rows = Math.ceil(count / across);
  return {
    x: 12,
    y: top,
    width: Math.max(across * CELL.width + 20, width - 24),
    height: rows * CELL.height + 40,
  };
}
