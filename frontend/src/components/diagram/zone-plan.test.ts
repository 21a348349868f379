import { expect, test } from 'vitest';

import type { NetworkZone } from './scene';
import { GAP, HEAD, PADDING, PLATE, planZones } from './zone-plan';

const zone = (title: string, running: Record<string, number>): NetworkZone => ({
  title,
  subnets: Object.entries(running).map(([style, count]) => ({
    style,
    title: style,
    residents: Array.from({ length: count }, (_, index) => ({
      component: `${style}-${index}`,
      name: 'A',
      role: '',
    })),
  })),
});

test('subnets of a kind are as high as the fullest of them, in every zone', () => {
  const { columns, subnetHeights } = planZones([
    zone('A', { public_subnets: 1, data_subnets: 4 }),
    zone('B', { public_subnets: 0, data_subnets: 1 }),
  ]);
  expect(columns).toBe(2);
  expect(subnetHeights.get('data_subnets')).toBe(HEAD + 2 * PLATE.height + PADDING / 2);
  expect(subnetHeights.get('public_subnets')).toBe(HEAD + PLATE.height + PADDING / 2);
});

test('a subnet where nothing runs keeps the room of one, so that its title can be read', () => {
  const { columns, subnetHeights } = planZones([zone('A', { private_subnets: 0 })]);
  expect(columns).toBe(1);
  expect(subnetHeights.get('private_subnets')).toBe(HEAD + PLATE.height + PADDING / 2);
});

test('more zones are wider, more subnets higher', () => {
  const one = planZones([zone('A', { public_subnets: 1 })]);
  const two = planZones([zone('A', { public_subnets: 1 }), zone('B', { public_subnets: 1 })]);
  expect(two.leastWidth).toBe(2 * one.leastWidth + GAP);
  expect(two.height).toBe(one.height);
  expect(planZones([zone('A', { public_subnets: 1, data_subnets: 1 })]).height).toBeGreaterThan(one.height);
});

test('never more than four stand beside each other in a subnet', () => {
  expect(planZones([zone('A', { private_subnets: 30 })]).columns).toBe(4);
});
