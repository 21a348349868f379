/**
 * ELK in a thread of its own: it is by far the largest thing that is loaded, and takes half a second for a large plan,
 * in which the page must go on. It is fetched and started with the first diagram that is opened.
 */
import type { ELK, ElkNode } from 'elkjs/lib/elk-api';
import Elk from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

/** The page's policy (web/security_headers.py) allows this one, which makes the address of this one script. */
const POLICY = 'diagram-layout';

type Engine = { elk: ELK; broken: Promise<never> };
let engine: Engine | null = null;
let address: string | URL | null = null;

/** Rejects where the engine cannot be loaded; the next call then tries again. */
export async function layOutGraph(graph: ElkNode): Promise<ElkNode> {
  engine ??= start();
  return Promise.race([engine.elk.layout(graph), engine.broken]);
}

function start(): Engine {
  const worker = new Worker(scriptAddress());
  const broken = new Promise<never>((_, reject) => {
    worker.onerror = () => {
      engine = null;
      worker.terminate();
      reject(new Error('The layout of the diagram could not be loaded.'));
    };
  });
  broken.catch(() => undefined);
  return { elk: new Elk({ workerFactory: () => worker }), broken };
}

/** Browsers that know Trusted Types take no string for a worker; a policy can be made once. */
function scriptAddress(): string | URL {
  const types = (window as Window & { trustedTypes?: TrustedTypes }).trustedTypes;
  address ??=
    types?.createPolicy(POLICY, { createScriptURL: () => workerUrl }).createScriptURL('') ?? workerUrl;
  return address;
}

/** As much of them as is needed: TypeScript's library does not know them. What they make goes where a URL does. */
type TrustedTypes = {
  createPolicy: (
    name: string,
    rules: { createScriptURL: () => string },
  ) => { createScriptURL: (input: string) => URL };
};
