import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import clsx from 'clsx';
import { memo } from 'react';

import type { Mark } from './scene';
import type { Way } from './scene-layout';
import { roundedPath } from './way-path';

export type SceneEdgeType = Edge<
  { way: Way; label: string; flow: string; mark: Mark | null; faded: boolean },
  'scene'
>;

const DASHES: Record<string, string> = { event: '7 4', control: '2 4', watches: '3 3' };
const COLOURS: Record<Mark, string> = { added: 'text-good', removed: 'text-bad', changed: 'text-warn' };

export const SceneEdge = memo(function SceneEdge({ data, markerEnd }: EdgeProps<SceneEdgeType>) {
  if (!data) return null;
  const { way, label, flow, mark, faded } = data;
  const dashes = mark === 'removed' ? '4 4' : DASHES[flow];
  return (
    <g
      className={clsx(
        'transition-opacity',
        mark ? COLOURS[mark] : flow === 'watches' ? 'text-accent' : 'text-muted',
        faded && 'opacity-25',
      )}
    >
      <BaseEdge
        path={roundedPath(way.points)}
        {...(markerEnd ? { markerEnd } : {})}
        style={{ stroke: 'currentColor', strokeWidth: mark ? 2.2 : 1.5, strokeDasharray: dashes }}
        interactionWidth={0}
      />
      {way.label && (
        <text
          x={way.label.x}
          y={way.label.y}
          textAnchor="middle"
          dominantBaseline="central"
          paintOrder="stroke"
          className="fill-current stroke-canvas font-sans text-[11px] [stroke-width:4px]"
        >
          {label}
        </text>
      )}
    </g>
  );
});
