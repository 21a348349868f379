import { expect, test } from 'vitest';

import type { Artifact } from '../../api/get-artifacts';
import { isText, toTree } from './file-tree';

const file = (name: string, media_type = 'text/plain'): Artifact => ({
  name,
  size: 1,
  sha256: '',
  media_type,
});

test('names with slashes become folders, folders first and all in order', () => {
  const tree = toTree([
    file('terraform/z.tf'),
    file('README.md'),
    file('terraform/functions/api/index.py'),
    file('a.json'),
  ]);
  expect(tree.files.map(({ name }) => name)).toEqual(['a.json', 'README.md']);
  expect(tree.folders.map(({ path }) => path)).toEqual(['terraform']);
  expect(tree.folders[0]?.folders[0]?.folders[0]).toMatchObject({
    name: 'api',
    path: 'terraform/functions/api',
  });
});

test('zip files are not shown as text, Terraform is whatever its media type', () => {
  expect(isText(file('bundle.zip', 'application/zip'))).toBe(false);
  expect(isText(file('main.tf', 'application/octet-stream'))).toBe(true);
  expect(isText(file('data', 'application/json'))).toBe(true);
});
