/** Where the resources of each component stand in the files: their names begin with the component's id. Pure. */

export type Resource = { file: string; line: number; type: string; name: string };

const TERRAFORM = /^(?:resource|data) "([\w-]+)" "([\w-]+)"/;
const LOGICAL_ID = /^ {2}([A-Za-z0-9]+):\s*$/;
const TYPE = /^ {4}Type: ["']?([\w:]+)/;

/** Files that may hold resources. */
export function holdsResources(name: string): boolean {
  return /^terraform\/[^/]+\.tf$/.test(name) || /^cloudformation\/.+\.ya?ml$/.test(name);
}

/** By id of component; each file's in the order of its lines. */
export function findResources(
  files: ReadonlyMap<string, string>,
  components: readonly string[],
): Map<string, Resource[]> {
  const found = new Map<string, Resource[]>(components.map((id) => [id, []]));
  for (const [file, text] of files) {
    const resources = file.endsWith('.tf') ? ofTerraform(file, text) : ofTemplate(file, text);
    for (const { owner, ...resource } of resources) {
      const id = longest(owner, components);
      if (id !== null) found.get(id)?.push(resource);
    }
  }
  return found;
}

type Owned = Resource & { owner: string };

function ofTerraform(file: string, text: string): Owned[] {
  return text.split('\n').flatMap((line, index) => {
    const [, type, name] = TERRAFORM.exec(line) ?? [];
    return type && name ? [{ file, line: index + 1, type, name, owner: name }] : [];
  });
}

function ofTemplate(file: string, text: string): Owned[] {
  const lines = text.split('\n');
  const start = lines.indexOf('Resources:');
  if (start < 0) return [];
  const length = lines.slice(start + 1).findIndex((line) => /^\S/.test(line) && !line.startsWith('#'));
  const end = length < 0 ? lines.length : start + 1 + length;
  return lines.slice(start, end).flatMap((line, offset) => {
    const name = LOGICAL_ID.exec(line)?.[1];
    const type = lines
      .slice(start + offset + 1, start + offset + 4)
      .map((next) => TYPE.exec(next)?.[1])
      .find(Boolean);
    return name && type ? [{ file, line: start + offset + 1, type, name, owner: snake(name) }] : [];
  });
}

/** `LoadBalancerLogs` → `load_balancer_logs`: how a logical id is made of a component's. */
function snake(logicalId: string): string {
  return logicalId.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}

/** `api` owns `api_logs`, but not where there is a component `api_logs` too. */
function longest(owner: string, components: readonly string[]): string | null {
  const fitting = components.filter((id) => owner === id || owner.startsWith(`${id}_`));
  return fitting.reduce<string | null>(
    (best, id) => (best === null || id.length > best.length ? id : best),
    null,
  );
}
