import { matchRoutes, type RouteObject } from 'react-router';
import { expect, test } from 'vitest';

import { routes } from './router';

type Page = { name: string; path: string };

const pages = Object.values(
  import.meta.glob<Page[]>('../../../stack/screenshots/pages.json', { eager: true, import: 'default' }),
).flat();

/** Routes that show a page, rather than lead on to another. */
function leavesOf(found: RouteObject[]): RouteObject[] {
  return found.flatMap((route) => (route.children ? leavesOf(route.children) : [route]));
}

test('`make screenshots` takes a picture of every page that there is', () => {
  expect(pages).not.toEqual([]);
  const taken = new Set(
    pages.map(({ path }) => matchRoutes(routes, path.replace(/\?.*/, ''))?.at(-1)?.route),
  );
  const leadsOn = (route: RouteObject): boolean => route.index === true && route.element === undefined;
  const missing = leavesOf(routes).filter((route) => !taken.has(route) && !leadsOn(route));
  expect(missing.map(({ path }) => path)).toEqual([]);
  expect(new Set(pages.map(({ name }) => name)).size).toBe(pages.length);
});
