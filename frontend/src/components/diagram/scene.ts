/** diagram.json of a bundle: what the picture shows, before anything has a position. */
import * as z from 'zod';

const optionSchema = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]),
  unit: z.string().default(''),
  description: z.string().default(''),
  /** A quantity that only the cost needs. */
  usage: z.boolean().default(false),
  /** The catalogue's value, which the plan left as it is. */
  ordinary: z.boolean().default(false),
});
export type ComponentOption = z.infer<typeof optionSchema>;

const componentSchema = z.object({
  id: z.string(),
  block: z.string(),
  name: z.string(),
  kind: z.string(),
  /** Path of the frame around it; null for a network, which is a frame itself. */
  frame: z.string().nullable(),
  because: z.string().default(''),
  options: z.array(optionSchema).default([]),
});
export type SceneComponent = z.infer<typeof componentSchema>;

const frameSchema = z.object({
  /** `aws/region/network`: ids from the outside in. */
  id: z.string(),
  parent: z.string().nullable(),
  title: z.string(),
  style: z.string(),
});
export type SceneFrame = z.infer<typeof frameSchema>;

const zoneSchema = z.object({
  title: z.string(),
  subnets: z.array(
    z.object({
      /** That of the frame of all subnets of its kind. */
      style: z.string(),
      title: z.string(),
      residents: z.array(
        z.object({
          /** Null for what belongs to the network itself: a NAT gateway. */
          component: z.string().nullable(),
          name: z.string(),
          /** `primary`, `2 tasks`; empty for what is the same in each zone. */
          role: z.string().default(''),
        }),
      ),
    }),
  ),
});
export type NetworkZone = z.infer<typeof zoneSchema>;

const lineSchema = z.object({ source: z.string(), target: z.string(), label: z.string(), flow: z.string() });
export type SceneLine = z.infer<typeof lineSchema>;

export const sceneSchema = z.object({
  title: z.string(),
  frames: z.array(frameSchema),
  components: z.array(componentSchema),
  lines: z.array(lineSchema),
  /** What only watches over others (`encrypts`: who), and stands in a strip of its own. */
  overseers: z.array(
    z.object({ component: z.string(), over: z.record(z.string(), z.array(z.string())).default({}) }),
  ),
  /** What runs in which zone, by the frame of the network; earlier bundles do not tell. */
  networks: z.array(z.object({ frame: z.string(), zones: z.array(zoneSchema) })).default([]),
});
export type Scene = z.infer<typeof sceneSchema>;

/** How a component or a line differs from another version. */
export type Mark = 'added' | 'removed' | 'changed';

/** The end of a line that stands for the people and programs who use the whole. */
export const USERS = 'people-and-programs';

/** Components that have a box of their own: a network with something in it is a frame instead. */
export function boxes(scene: Scene): SceneComponent[] {
  const frames = new Set(scene.frames.map(({ id }) => id.split('/').at(-1)));
  return scene.components.filter(({ id, frame }) => frame !== null || !frames.has(id));
}

/** The frame that a component is, or null. */
export function frameOf(scene: Scene, component: string): SceneFrame | null {
  return scene.frames.find(({ id }) => id.split('/').at(-1) === component) ?? null;
}

/** Where a component stands, in words: `Region · eu-central-1, Network, Data subnets`. */
export function placeOf(scene: Scene, component: SceneComponent): string {
  const path = component.frame?.split('/') ?? [];
  const titles = path.map((_, depth) => {
    const id = path.slice(0, depth + 1).join('/');
    return scene.frames.find((frame) => frame.id === id)?.title ?? '';
  });
  return titles.filter(Boolean).slice(-2).join(', ');
}

/** The zones of the network that a frame is; none for other frames. */
export function zonesIn(scene: Scene, frame: string): NetworkZone[] {
  return scene.networks.find((network) => network.frame === frame)?.zones ?? [];
}

/** Of a network: in how many Availability Zones its subnets lie, each kind of them in every one; null where that is not told. */
export function zonesOf(network: SceneComponent): number | null {
  const zones = network.options.find(({ name }) => name === 'availability_zones')?.value;
  return typeof zones === 'number' ? zones : null;
}
