/** A small diagram.json: a network with two components, one outside of it, one that watches. */
import type { NetworkZone, Scene } from '@/components/diagram/scene';

const component = (
  id: string,
  block: string,
  name: string,
  frame: string | null,
): Scene['components'][number] => ({
  id,
  block,
  name,
  kind: `Amazon ${name}`,
  frame,
  because: `Why there is ${name}.`,
  options: [],
});

export const SCENE: Scene = {
  title: 'Orders',
  frames: [
    { id: 'aws', parent: null, title: 'AWS Cloud', style: 'aws_cloud' },
    { id: 'aws/region', parent: 'aws', title: 'Region · eu-central-1', style: 'region' },
    { id: 'aws/region/network', parent: 'aws/region', title: 'Network', style: 'vpc' },
  ],
  components: [
    component('network', 'vpc', 'Network', null),
    component('api', 'http_api', 'Orders API', 'aws/region'),
    {
      ...component('handler', 'lambda_function', 'Order handler', 'aws/region/network'),
      options: [
        { name: 'memory_mb', value: 2048, unit: 'MB', description: 'Memory.', usage: false, ordinary: false },
        { name: 'tracing', value: true, unit: '', description: '', usage: false, ordinary: true },
      ],
    },
    component('orders', 'dynamodb_table', 'Orders', 'aws/region'),
    component('key', 'kms_key', 'Key', 'aws/region'),
  ],
  lines: [
    { source: 'people-and-programs', target: 'api', label: 'HTTPS', flow: 'request' },
    { source: 'api', target: 'handler', label: 'invoke', flow: 'request' },
    { source: 'handler', target: 'orders', label: 'items', flow: 'data' },
  ],
  overseers: [{ component: 'key', over: { encrypts: ['orders'] } }],
  networks: [],
};

const zone = (name: string, role: string): NetworkZone => ({
  title: `Availability Zone ${name}`,
  subnets: [
    {
      style: 'public_subnets',
      title: 'Public subnet',
      residents: [{ component: null, name: 'NAT gateway', role: '' }],
    },
    {
      style: 'private_subnets',
      title: 'Private subnet',
      residents: [{ component: 'handler', name: 'Order handler', role }],
    },
    { style: 'data_subnets', title: 'Data subnet', residents: [] },
  ],
});

/** The same with two zones in its network. */
export const ZONED_SCENE: Scene = {
  ...SCENE,
  networks: [{ frame: 'aws/region/network', zones: [zone('A', 'primary'), zone('B', 'standby')] }],
};
