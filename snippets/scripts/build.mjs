// Builds dist/k.js and dist/baits.json. With --fresh it writes nothing and fails where dist differs from a fresh build.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';

const BUDGET = 4096;
const root = new URL('../', import.meta.url);
const at = (path) => fileURLToPath(new URL(path, root));

// Names of our own records, which never leave the page: shortening them saves 170 bytes of brotli. None of them may be
// a name on the wire or of the browser.
const OWN =
  /^(acted|active10s|attentive|baits|base|began|canonical|clock|closed|control|depth|due|endSince|endpoint|engagedMs|filled|finished|focusMs|host|meta|mode|pageAds|reached|seq|shown|since|site|slots|viewable)$/;

// What brotli makes smallest, found by trying: plain statements compress better than clever expressions.
const COMPRESS = {
  passes: 3,
  toplevel: true,
  inline: 1,
  sequences: false,
  conditionals: false,
  if_return: false,
  unsafe: true,
  unsafe_arrows: true,
  pure_getters: true,
};

const bundle = async (entry, options) => {
  const { outputFiles } = await build({
    absWorkingDir: at('.'),
    entryPoints: [entry],
    bundle: true,
    write: false,
    target: 'es2018',
    // "use strict" is 13 bytes that esbuild's own output does not need.
    tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
    ...options,
  });
  return outputFiles[0].text;
};

async function tag() {
  const { version } = JSON.parse(await readFile(at('package.json'), 'utf8'));
  const define = { VERSION: JSON.stringify(version) };
  const text = await bundle('src/index.ts', { format: 'iife', minify: true, mangleProps: OWN, define });
  const { code } = await minify(text, { ecma: 2018, compress: COMPRESS, mangle: { toplevel: true } });
  return code + '\n';
}

/** The bait table with the service's answers, for the service and for the test against the real lists. */
async function baits() {
  const code = await bundle('scripts/table.ts', { format: 'esm' });
  const { table } = await import('data:text/javascript,' + encodeURIComponent(code));
  return JSON.stringify(table, null, 2) + '\n';
}

const files = { 'dist/k.js': await tag(), 'dist/baits.json': await baits() };
const size = brotliCompressSync(files['dist/k.js']).length;
console.log(`k.js: ${files['dist/k.js'].length} bytes, ${size} brotli, budget ${BUDGET}`);
if (size >= BUDGET) throw new Error('k.js is over its budget');

await mkdir(at('dist'), { recursive: true });
for (const [path, text] of Object.entries(files)) {
  if (!process.argv.includes('--fresh')) await writeFile(at(path), text);
  else if ((await readFile(at(path), 'utf8').catch(() => '')) !== text) {
    console.error(`${path} differs from a fresh build: run npm run build and commit it`);
    process.exitCode = 1;
  }
}
