/** A small diagram.json: a network with two components, one outside of it, one that watches. */
import type { Scene } from '@/components/diagram/scene';

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
};
