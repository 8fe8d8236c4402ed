// Builds dist/. With --fresh it writes nothing and fails where dist differs from a fresh build; with --sizes it only
// prints each script's brotli bytes as JSON.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';

const BUDGET = 4096;
const root = new URL('../', import.meta.url);
const at = (path) => fileURLToPath(new URL(path, root));

// Names of our own records, which never leave k.js: shortening them saves 170 bytes of brotli. None of them may be a
// name on the wire, of the browser, or of what a further script is given.
const OWN =
  /^(acted|active10s|ad|asked|attentive|baits|base|began|canonical|clock|closed|control|counted|currency|depth|due|endSince|engagedMs|filled|finished|focusMs|host|last|meta|micros|reached|revenue|seq|shown|since|site|slots|viewable|wish)$/;

// What brotli makes smallest, found by trying: plain statements compress better than clever expressions.
const COMPRESS = {
  passes: 3,
  toplevel: true,
  sequences: false,
  booleans: false,
  side_effects: false,
  properties: false,
  hoist_props: false,
  hoist_funs: true,
  keep_fargs: false,
  unsafe_arrows: true,
};

const bundle = async (entry, options) => {
  const { outputFiles } = await build({
    absWorkingDir: at('.'),
    entryPoints: [entry],
    bundle: true,
    write: false,
    // What is older has no IntersectionObserver, and stays silent.
    target: 'es2015',
    // "use strict" is 13 bytes that esbuild's own output does not need.
    tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
    ...options,
  });
  return outputFiles[0].text;
};

async function script(entry, options) {
  const { version } = JSON.parse(await readFile(at('package.json'), 'utf8'));
  const text = await bundle(entry, {
    format: 'esm',
    minify: true,
    define: { VERSION: JSON.stringify(version) },
    ...options,
  });
  const { code } = await minify(text, { ecma: 2015, compress: COMPRESS, mangle: { toplevel: true } });
  // The page's globals are not ours.
  return `(()=>{${code}})();\n`;
}

/** The bait table with the service's answers, for the service and for the test against the real lists. */
async function baits() {
  const code = await bundle('scripts/table.ts', { format: 'esm' });
  const { table } = await import('data:text/javascript,' + encodeURIComponent(code));
  return JSON.stringify(table, null, 2) + '\n';
}

const scripts = { 'k.js': await script('src/index.ts', { mangleProps: OWN }) };
for (const name of (await readdir(at('src/further'))).sort()) {
  scripts['k/' + name.replace('.ts', '.js')] = await script('src/further/' + name);
}

const sizes = Object.fromEntries(Object.entries(scripts).map(([name, text]) => [name, brotliCompressSync(text).length]));
console.log(JSON.stringify(sizes));
const over = Object.keys(sizes).filter((name) => sizes[name] >= BUDGET);
if (over.length) throw new Error(`over the budget of ${BUDGET} bytes: ${over.join(', ')}`);

const files = { ...scripts, 'baits.json': await baits() };
await mkdir(at('dist/k'), { recursive: true });
for (const [name, text] of Object.entries(files)) {
  const path = at('dist/' + name);
  if (process.argv.includes('--sizes')) continue;
  if (!process.argv.includes('--fresh')) await writeFile(path, text);
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`dist/${name} differs from a fresh build: run npm run build and commit it`);
    process.exitCode = 1;
  }
}
