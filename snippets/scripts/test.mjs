// Compiles test/**/*.test.ts and runs them under node:test; arguments go to node.
import { spawnSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
const out = root + 'node_modules/.test/';
const names = (await readdir(root + 'test', { recursive: true })).filter((name) => name.endsWith('.test.ts'));
await rm(out, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: names.map((name) => 'test/' + name),
  bundle: true,
  outdir: out,
  outbase: 'test',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  target: 'node18',
  // Node 18, Debian 12's, keeps it in a module.
  banner: { js: "globalThis.crypto ??= (await import('node:crypto')).webcrypto;" },
  define: { VERSION: '"0.0.0"' },
  logLevel: 'warning',
});
const compiled = names.map((name) => out + name.replace(/\.ts$/, '.mjs'));
process.exitCode = spawnSync(process.execPath, ['--test', ...process.argv.slice(2), ...compiled], { stdio: 'inherit' }).status ?? 1;
