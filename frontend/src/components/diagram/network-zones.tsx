import clsx from 'clsx';

import { blockIcon, frameIcon } from './icons';
import type { NetworkZone } from './scene';
import { SUBNET_LOOKS } from './subnet-looks';
import { GAP, HEAD, MARGIN, PADDING, PLATE, planZones } from './zone-plan';

type Shown = {
  /** Catalogue blocks of the components, for their icons. */
  blocks: ReadonlyMap<string, string>;
  /** Component whose panel is open. */
  open: string | null;
};
type Props = Shown & {
  /** Name of the network. */
  network: string;
  zones: NetworkZone[];
};
type Subnet = NetworkZone['subnets'][number];

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
        gridTemplateColumns: across(zones.length),
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
            {subnets.map((subnet) => (
              <li
                key={subnet.style}
                className={clsx('overflow-hidden rounded-[3px] border', SUBNET_LOOKS[subnet.style])}
                style={{ height: subnetHeights.get(subnet.style) }}
              >
                <SubnetTitle subnet={subnet} />
                <ul
                  className="grid"
                  style={{
                    paddingInline: PADDING,
                    gridTemplateColumns: across(columns),
                    gridAutoRows: PLATE.height,
                  }}
                >
                  {subnet.residents.map((resident) => (
                    <Resident key={resident.component ?? resident.name} {...{ resident, blocks, open }} />
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

function SubnetTitle({ subnet: { style, title, residents } }: { subnet: Subnet }) {
  return (
    <p className="flex items-center gap-1.5 text-[11px] text-muted" style={{ height: HEAD - PADDING / 2 }}>
      <img src={frameIcon(style)} alt="" draggable={false} className="size-4.5 self-start" />
      {title}
      {residents.length === 0 && <span className="sr-only">: nothing runs here</span>}
    </p>
  );
}

function Resident({ resident, blocks, open }: Shown & { resident: Subnet['residents'][number] }) {
  const { component, name, role } = resident;
  return (
    <li
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
  );
}

function across(columns: number): string {
  return `repeat(${columns}, minmax(0, 1fr))`;
}
