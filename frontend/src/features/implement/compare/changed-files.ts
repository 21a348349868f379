/** Which files differ. Pure. */
import type { Mark } from '@/components/diagram/scene';

import type { Artifact } from '../api/get-artifacts';
import { isText } from '../result/files/file-tree';

export type FileChange = { name: string; mark: Mark };

/** Text files that differ by their digests; what every version has of its own (its digests, its history) is left out. */
export function changedFiles(before: Artifact[], after: Artifact[]): FileChange[] {
  const earlier = new Map(before.filter(told).map((file) => [file.name, file.sha256]));
  const later = new Map(after.filter(told).map((file) => [file.name, file.sha256]));
  const names = [...new Set([...earlier.keys(), ...later.keys()])].toSorted();
  return names.flatMap((name): FileChange[] => {
    const [was, is] = [earlier.get(name), later.get(name)];
    if (was === is) return [];
    return [{ name, mark: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed' }];
  });
}

const OWN = /^(?:MANIFEST\.json|versions\/.*|diagram\.(?:svg|drawio|json)|checks\.json|.*\.zip)$/;

function told(file: Artifact): boolean {
  return isText(file) && !OWN.test(file.name);
}
