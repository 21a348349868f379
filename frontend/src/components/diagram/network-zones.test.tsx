import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { ZONED_SCENE } from '@/testing/scenes';

import { NetworkZones } from './network-zones';
import { zonesIn } from './scene';

function renderZones(open: string | null) {
  const blocks = new Map(ZONED_SCENE.components.map(({ id, block }) => [id, block]));
  const zones = zonesIn(ZONED_SCENE, 'aws/region/network');
  render(<NetworkZones network="Network" zones={zones} blocks={blocks} open={open} />);
  return within(screen.getByRole('list', { name: 'Availability Zones of Network' }));
}

test('each zone tells its subnets, and who runs there in what part', () => {
  const zones = renderZones(null);
  expect(zones.getByText('Availability Zone A')).toBeInTheDocument();
  expect(zones.getAllByText('Order handler')).toHaveLength(2);
  expect(zones.getByText('primary')).toBeInTheDocument();
  expect(zones.getByText('standby')).toBeInTheDocument();
  expect(zones.getAllByText('NAT gateway')).toHaveLength(2);
});

test('a subnet where nothing runs says so to those who hear the page', () => {
  expect(renderZones(null).getAllByText(': nothing runs here')).toHaveLength(2);
});

test('what is open is marked in every zone; nothing that belongs to no component ever is', () => {
  const marked = renderZones('handler')
    .getAllByRole('listitem')
    .filter((item) => item.className.includes('bg-accent-soft'));
  expect(marked.map(({ title }) => title)).toEqual(['Order handler, primary', 'Order handler, standby']);
});
