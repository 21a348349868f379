/** Two versions of a drawing as one: what is gone stays in it, marked. Pure. */
import type { Mark, Scene, SceneComponent } from './scene';
import type { Marks } from './scene-elements';

export type SceneDifference = { scene: Scene; marks: Marks; counts: Record<Mark, number> };

export function compareScenes(before: Scene, after: Scene): SceneDifference {
  const components = new Map<string, Mark>();
  const earlier = new Map(before.components.map((one) => [one.id, one]));
  for (const one of after.components) {
    const was = earlier.get(one.id);
    if (!was) components.set(one.id, 'added');
    else if (differs(was, one)) components.set(one.id, 'changed');
  }
  const gone = before.components.filter(({ id }) => !after.components.some((one) => one.id === id));
  for (const { id } of gone) components.set(id, 'removed');

  const ends = ({ source, target }: { source: string; target: string }): string => `${source} ${target}`;
  const [linesBefore, linesAfter] = [new Set(before.lines.map(ends)), new Set(after.lines.map(ends))];
  const lost = before.lines.filter((line) => !linesAfter.has(ends(line)));
  const lines = new Map<string, Mark>([
    ...after.lines
      .filter((line) => !linesBefore.has(ends(line)))
      .map((line) => [ends(line), 'added'] as const),
    ...lost.map((line) => [ends(line), 'removed'] as const),
  ]);
  const scene = {
    ...after,
    frames: [
      ...after.frames,
      ...before.frames.filter(({ id }) => !after.frames.some((one) => one.id === id)),
    ],
    components: [...after.components, ...gone],
    lines: [...after.lines, ...lost],
    overseers: [
      ...after.overseers,
      ...before.overseers.filter(({ component }) => gone.some(({ id }) => id === component)),
    ],
  };
  const count = (mark: Mark): number => [...components.values()].filter((one) => one === mark).length;
  const counts = { added: count('added'), removed: count('removed'), changed: count('changed') };
  return { scene, marks: { components, lines }, counts };
}

function differs(before: SceneComponent, after: SceneComponent): boolean {
  const told = ({ block, name, frame, options }: SceneComponent): string =>
    JSON.stringify([block, name, frame, options.map(({ name: option, value }) => [option, value])]);
  return told(before) !== told(after);
}
