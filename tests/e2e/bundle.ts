/** Opens a downloaded bundle and holds every file against the manifest's SHA-256. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { Download } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';

import { expect } from './fixtures';

type Manifest = { files: Record<string, { size: number; sha256: string }> };

/** The files by their path in the zip. */
export async function openBundle(download: Download): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await readFile(await download.path())));
  const manifest = JSON.parse(strFromU8(files['MANIFEST.json'] ?? new Uint8Array())) as Manifest;
  const listed = Object.entries(manifest.files);
  expect(listed.length).toBe(Object.keys(files).length - 1);
  for (const [name, { sha256 }] of listed) {
    const content = files[name];
    expect(content, `${name} is in the manifest, so it must be in the zip`).toBeDefined();
    expect(
      createHash('sha256')
        .update(content ?? '')
        .digest('hex'),
      name,
    ).toBe(sha256);
  }
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strFromU8(content)]));
}
