/**
 * What a stranger's browser loads before the first page is there: the build's own files, gzipped, against a limit each.
 * `npm run budget` builds in memory and leaves nothing behind; it fails over a limit.
 */
import process from 'node:process';
import { gzipSync } from 'node:zlib';

import { build } from 'vite';

/** Bytes, gzipped; fonts are packed by themselves. A page that is opened later loads what it needs then. */
const LIMITS = { JavaScript: 200_000, CSS: 20_000, Fonts: 80_000 };
/** What the first page of who is not signed in consists of, the parts that it loads by itself with it. */
const FIRST = ['index.html', 'src/pages/landing-page.tsx', 'src/features/landing/example/example-view.tsx'];
/** A browser takes of each font the file of the letters that a page has; ours are Latin. */
const LATIN = /-latin-(?!ext)/;

const { output } = await build({ logLevel: 'error', build: { write: false } });

/** Every chunk that is loaded with one of `names`, itself included. */
function reach(names, found = new Set()) {
  for (const name of names) {
    const chunk = output.find(({ type, fileName }) => type === 'chunk' && fileName === name);
    if (!chunk || found.has(chunk)) continue;
    found.add(chunk);
    reach(chunk.imports, found);
  }
  return found;
}

const entries = FIRST.map((source) => {
  const chunk = output.find(
    ({ type, facadeModuleId }) => type === 'chunk' && facadeModuleId?.endsWith(source),
  );
  if (!chunk)
    throw new Error(`budget.js: nothing is built of ${source}; say there what the first page consists of`);
  return chunk.fileName;
});
const size = (content) => gzipSync(content, { level: 9 }).length;
const assets = output.filter(({ type }) => type === 'asset');
const sum = (sizes) => sizes.reduce((total, one) => total + one, 0);

const used = {
  JavaScript: sum([...reach(entries)].map(({ code }) => size(code))),
  CSS: sum(assets.filter(({ fileName }) => fileName.endsWith('.css')).map(({ source }) => size(source))),
  Fonts: sum(assets.filter(({ fileName }) => LATIN.test(fileName)).map(({ source }) => source.length)),
};

const over = Object.keys(LIMITS).filter((kind) => used[kind] > LIMITS[kind] || used[kind] === 0);
for (const [kind, limit] of Object.entries(LIMITS)) {
  const line = `${kind.padEnd(10)} ${(used[kind] / 1000).toFixed(1).padStart(6)} kB of ${limit / 1000} kB`;
  process.stdout.write(`${line}${over.includes(kind) ? '  OVER' : ''}\n`);
}
if (over.length > 0) {
  process.stderr.write('The first page is over its budget: load what it does not need when it is needed.\n');
  process.exitCode = 1;
}
