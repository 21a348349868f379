import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import clsx from 'clsx';
import { memo, type ComponentProps } from 'react';

import { blockIcon, frameIcon } from './icons';
import { NetworkZones } from './network-zones';
import { USERS, zonesOf, type Mark, type SceneComponent, type SceneFrame } from './scene';
import { useSceneActions } from './scene-actions';
import { MARKS } from './scene-marks';
import { SUBNET_LOOKS } from './subnet-looks';

export type ComponentNodeType = Node<
  { component: SceneComponent; place: string; open: boolean; mark: Mark | null },
  'component'
>;
export type FrameNodeType = Node<
  {
    frame: SceneFrame;
    component: SceneComponent | null;
    open: boolean;
    mark: Mark | null;
    /** Those of a network, and what shows in them. */
    zones?: Omit<ComponentProps<typeof NetworkZones>, 'network'>;
  },
  'frame'
>;
export type UsersNodeType = Node<Record<string, never>, 'users'>;
export type SceneNode = ComponentNodeType | FrameNodeType | UsersNodeType;

/** Lines have ways of their own; React Flow still wants to know where they could begin. */
const ENDS = (
  <>
    <Handle type="target" position={Position.Left} isConnectable={false} className="invisible" />
    <Handle type="source" position={Position.Right} isConnectable={false} className="invisible" />
  </>
);

export const ComponentNode = memo(function ComponentNode({ id, data }: NodeProps<ComponentNodeType>) {
  const { component, place, open, mark } = data;
  const { onOpen, onArrow } = useSceneActions();
  const icon = blockIcon(component.block);
  const marked = mark && MARKS[mark];
  return (
    <>
      {ENDS}
      <button
        type="button"
        data-component={id}
        aria-expanded={onOpen ? open : undefined}
        onClick={() => onOpen?.(id)}
        onKeyDown={(event) => {
          onArrow(id, event);
        }}
        className={clsx(
          'pointer-events-auto relative flex size-full flex-col items-center gap-1 rounded-lg border px-1 pt-1.5 text-center transition-colors',
          marked?.box ?? 'border-transparent',
          open ? '!border-accent bg-accent-soft' : !marked && 'hover:border-line-strong hover:bg-surface',
        )}
      >
        {icon && <img src={icon} alt="" draggable={false} className="size-11 rounded-[3px]" />}
        <span className="line-clamp-2 text-[13px] leading-[1.15rem] font-semibold text-ink">
          {component.name}
        </span>
        <span className="sr-only">, </span>
        <span className="line-clamp-1 text-[11px] leading-4 text-muted">{short(component.kind)}</span>
        {place && <span className="sr-only">, {place}</span>}
        <Badge mark={mark} className="absolute -top-2 -right-2" />
      </button>
    </>
  );
});

const FRAME_LOOKS: Record<string, string> = {
  aws_cloud: 'border-line-strong',
  region: 'border-dashed border-[#00a4a6] bg-[#00a4a6]/3',
  vpc: 'border-[#8c4fff] bg-[#8c4fff]/4',
  ...SUBNET_LOOKS,
};

export const FrameNode = memo(function FrameNode({ data }: NodeProps<FrameNodeType>) {
  const { frame, component, open, mark, zones: within } = data;
  const { onOpen } = useSceneActions();
  const icon = frameIcon(frame.style);
  const zones = component && zonesOf(component);
  const title = (
    <>
      {icon && <img src={icon} alt="" draggable={false} className="size-6 rounded-[2px]" />}
      {frame.title}
      {zones !== null && <span className="font-normal text-muted">· {zones} Availability Zones</span>}
      <Badge mark={mark} />
    </>
  );
  const look = 'flex items-center gap-2 pr-2.5 text-[13px] font-medium text-ink';
  return (
    <div
      className={clsx(
        'size-full rounded-[4px] border-[1.5px]',
        FRAME_LOOKS[frame.style] ?? 'border-dashed border-line-strong',
      )}
    >
      {ENDS}
      {component && onOpen ? (
        <button
          type="button"
          data-component={component.id}
          aria-expanded={open}
          onClick={() => {
            onOpen(component.id);
          }}
          className={clsx(
            'pointer-events-auto rounded-sm hover:bg-accent-soft',
            look,
            open && 'bg-accent-soft',
          )}
        >
          {title}
        </button>
      ) : (
        <p className={look}>{title}</p>
      )}
      {within && within.zones.length > 0 && <NetworkZones network={frame.title} {...within} />}
    </div>
  );
});

export const UsersNode = memo(function UsersNode() {
  return (
    <div data-component={USERS} className="flex size-full flex-col items-center gap-1 pt-2">
      {ENDS}
      <img
        src={frameIcon('users')}
        alt=""
        draggable={false}
        className="size-11 in-data-[theme=dark]:invert"
      />
      <span className="text-[13px] font-semibold">Users</span>
    </div>
  );
});

function Badge({ mark, className }: { mark: Mark | null; className?: string }) {
  if (!mark) return null;
  const { sign, word, badge } = MARKS[mark];
  return (
    <span
      className={clsx('rounded-full px-1.5 font-mono text-[11px] leading-5 font-semibold', badge, className)}
    >
      {sign} {word}
    </span>
  );
}

/** `Amazon`, `AWS` and what kind of resource it is take room that the name needs. */
function short(kind: string): string {
  return kind.replace(/^(?:Amazon|AWS) /, '');
}
