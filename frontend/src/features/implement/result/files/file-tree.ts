/** Flat names with slashes become folders; folders first, then files, each by name. */
import type { Artifact } from '../../api/get-artifacts';

export type Folder = { name: string; path: string; folders: Folder[]; files: Artifact[] };

export function toTree(artifacts: Artifact[]): Folder {
  const root: Folder = { name: '', path: '', folders: [], files: [] };
  for (const artifact of artifacts)
    folderOf(root, artifact.name.split('/').slice(0, -1)).files.push(artifact);
  return sorted(root);
}

function folderOf(root: Folder, parts: string[]): Folder {
  return parts.reduce((folder, name) => {
    const known = folder.folders.find((child) => child.name === name);
    if (known) return known;
    const made = { name, path: folder.path ? `${folder.path}/${name}` : name, folders: [], files: [] };
    folder.folders.push(made);
    return made;
  }, root);
}

function sorted(folder: Folder): Folder {
  return {
    ...folder,
    folders: folder.folders.map(sorted).sort((a, b) => a.name.localeCompare(b.name)),
    files: folder.files.toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

const TEXT = /^text\/|[/+](?:json|yaml|xml)$|^application\/(?:x-yaml|x-hcl|x-python|javascript)$/;
const TEXT_ENDINGS = /\.(?:tf|hcl|tfvars|ya?ml|json|md|py|csv|txt|d2|svg|sh)$/;

/** Can it be shown as text? */
export function isText({ name, media_type }: Artifact): boolean {
  return TEXT.test(media_type) || TEXT_ENDINGS.test(name);
}
