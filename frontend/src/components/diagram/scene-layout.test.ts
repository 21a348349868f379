import { expect, test } from 'vitest';

import { SCENE, ZONED_SCENE } from '@/testing/scenes';

import { zonesOf } from './scene';
import { edgesOf, nodesOf, NO_MARKS } from './scene-elements';
import { layOut } from './scene-layout';
import { MARGIN, planZones } from './zone-plan';

test('every component lies in its frame, every line has a way, and who watches stands below', async () => {
  const { boxes, ways, strip } = await layOut(SCENE);
  const [region, network, handler, key] = ['aws/region', 'aws/region/network', 'handler', 'key'].map((id) =>
    boxes.get(id),
  );
  expect(region && network && handler && key && strip).toBeTruthy();
  if (!region || !network || !handler || !key || !strip) return;
  expect(network.x).toBeGreaterThan(region.x);
  expect(handler.y).toBeGreaterThan(network.y);
  expect(handler.x + handler.width).toBeLessThan(network.x + network.width);
  expect(ways.map((way) => (way?.points.length ?? 0) > 1)).toEqual([true, true, true]);
  expect(strip.y).toBeGreaterThan(region.y + region.height);
  expect(key.y).toBeGreaterThan(strip.y);
});

test('lines that do not touch what is open fade, and what watches over it shows', async () => {
  const layout = await layOut(SCENE);
  const closed = edgesOf(SCENE, layout, null, NO_MARKS);
  expect(closed.map(({ data }) => data?.faded)).toEqual([false, false, false]);
  const open = edgesOf(SCENE, layout, 'orders', NO_MARKS);
  expect(open.map(({ data }) => [data?.label, data?.faded])).toEqual([
    ['HTTPS', true],
    ['invoke', true],
    ['items', false],
    ['encrypts', false],
  ]);
  expect(open[2]?.ariaLabel).toBe('Order handler → Orders: items');
});

test('a network is a frame that can be opened, not a box', async () => {
  const nodes = nodesOf(SCENE, await layOut(SCENE), 'network', NO_MARKS);
  expect(nodes.filter(({ type }) => type === 'component').map(({ id }) => id)).toEqual([
    'api',
    'handler',
    'orders',
    'key',
  ]);
  const frame = nodes.find(({ id }) => id === 'aws/region/network');
  expect(frame?.data).toMatchObject({ component: { id: 'network' }, open: true });
});

test('what differs says so in its name, not by colour alone', async () => {
  const marks = {
    components: new Map([['handler', 'changed' as const]]),
    lines: new Map([['handler orders', 'added' as const]]),
  };
  const layout = await layOut(SCENE);
  expect(edgesOf(SCENE, layout, null, marks)[2]?.ariaLabel).toBe('Order handler → Orders: items (added)');
  expect(nodesOf(SCENE, layout, null, marks).find(({ id }) => id === 'handler')?.data).toMatchObject({
    mark: 'changed',
  });
});

test('a network tells in how many zones its subnets lie, where its plan does', () => {
  const network = SCENE.components.find(({ id }) => id === 'network');
  if (!network) throw new Error('The scene has no network.');
  expect(zonesOf(network)).toBeNull();
  const zones = { name: 'availability_zones', value: 3, unit: 'zones', description: '', usage: false };
  expect(zonesOf({ ...network, options: [{ ...zones, ordinary: false }] })).toBe(3);
});

test('zones have room at the foot of their network, below all that stands in it', async () => {
  const [zones] = ZONED_SCENE.networks.map((network) => network.zones);
  if (!zones) throw new Error('The scene has no zones.');
  const { boxes } = await layOut(ZONED_SCENE);
  const [network, handler] = ['aws/region/network', 'handler'].map((id) => boxes.get(id));
  if (!network || !handler) throw new Error('The network has no place.');
  const { height, leastWidth } = planZones(zones);
  expect(network.width).toBeGreaterThanOrEqual(leastWidth + 2 * MARGIN);
  expect(network.y + network.height - (handler.y + handler.height)).toBeGreaterThanOrEqual(height + MARGIN);
});

test('only the frame of the network has zones, and they know what is open', async () => {
  const frames = nodesOf(ZONED_SCENE, await layOut(ZONED_SCENE), 'handler', NO_MARKS).filter(
    ({ type }) => type === 'frame',
  );
  const zoned = frames.filter(({ data }) => 'zones' in data && data.zones.zones.length > 0);
  expect(zoned.map(({ id }) => id)).toEqual(['aws/region/network']);
  expect(zoned[0]?.data).toMatchObject({ zones: { open: 'handler' } });
});
