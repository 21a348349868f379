import clsx from 'clsx';

import { blockIcon, frameIcon } from './icons';
import type { NetworkZone } from './scene';
import { SUBNET_LOOKS } from './subnet-looks';
import { GAP, HEAD, MARGIN, PADDING, PLATE, planZones } from './zone-plan';

type Props = {
  /** Name of the network. */
  network: string;
  zones: NetworkZone[];
  /** Catalogue blocks of the components, for their icons. */
  blocks: ReadonlyMap<string, string>;
  /** Component whose panel is open. */
  open: string | null;
};

/** The Availability Zones of a network, their subnets and who runs in them. The cards above are the components themselves. */
export function NetworkZones({ network, zones, blocks, open }: Props) {
  const { columns, subnetHeights, height } = planZones(zones);
  return (
    <ul
      aria-label={`Availability Zones of ${network}`}
      className="absolute grid"
      style={{
        inset: `auto ${MARGIN}px ${MARGIN}px`,
        height,
        gap: GAP,
        gridTemplateColumns: `repeat(${zones.length}, minmax(0, 1fr))`,
      }}
    >
      {zones.map(({ title, subnets }) => (
        <li
          key={title}
          className="rounded-[3px] border border-dashed border-[#147eba] bg-canvas"
          style={{ paddingInline: PADDING }}
        >
          <p className="text-center text-xs font-medium" style={{ lineHeight: `${HEAD}px` }}>
            {title}
          </p>
          <ul className="grid" style={{ gap: PADDING }}>
            {subnets.map(({ style, title: subnet, residents }) => (
              <li
                key={style}
                className={clsx('overflow-hidden rounded-[3px] border', SUBNET_LOOKS[style])}
                style={{ height: subnetHeights.get(style) }}
              >
                <p
                  className="flex items-center gap-1.5 text-[11px] text-muted"
                  style={{ height: HEAD - PADDING / 2 }}
                >
                  <img src={frameIcon(style)} alt="" draggable={false} className="size-4.5 self-start" />
                  {subnet}
                  {residents.length === 0 && <span className="sr-only">: nothing runs here</span>}
                </p>
                <ul
                  className="grid"
                  style={{
                    paddingInline: PADDING,
                    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
                    gridAutoRows: PLATE.height,
                  }}
                >
                  {residents.map(({ component, name, role }) => (
                    <li
                      key={component ?? name}
                      title={role ? `${name}, ${role}` : name}
                      className={clsx(
                        'flex min-w-0 items-center gap-1.5 rounded-sm px-0.5',
                        component !== null && component === open && 'bg-accent-soft',
                      )}
                    >
                      <img
                        src={component ? blockIcon(blocks.get(component) ?? '') : frameIcon('nat_gateway')}
                        alt=""
                        draggable={false}
                        className="size-6 shrink-0 rounded-[2px]"
                      />
                      <span className="min-w-0 leading-tight">
                        <span className="block truncate text-xs font-semibold text-ink">{name}</span>
                        {role && <span className="sr-only">, </span>}
                        {role && <span className="block truncate text-[11px] text-muted">{role}</span>}
                      </span>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
