// Builds four unpacked extensions from the packages beside it:
//   chromium/  AdGuard's engine, Manifest V3: refuses requests and hides elements
//   firefox/   the same engine, Manifest V2
//   requests/  the lists as browser rules alone, Manifest V3: refuses requests, hides nothing
//   elements/  the Base list's generic hiding rules as a style sheet, Manifest V3: hides elements, refuses nothing
// usage: node build.mjs FOLDER
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BASE, TRACKING } from './settings.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const to = process.argv[2];
const packages = `${here}node_modules/@adguard`;
const lists = `${packages}/dnr-rulesets/dist/filters/declarative`;

const PAGES = ['http://*/*', 'https://*/*'];
const everywhere = { matches: PAGES, run_at: 'document_start', all_frames: true };
const content = [{ ...everywhere, js: ['content.js'], match_about_blank: true }];
const permissions = ['tabs', 'webRequest', 'webNavigation', 'storage', 'unlimitedStorage', 'cookies', 'privacy'];

function begin(name, manifest) {
  const folder = `${to}/${name}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/manifest.json`, JSON.stringify({ name, version: '1.0', ...manifest }, null, 1));
  return folder;
}

/** A Manifest V3 extension with these lists as the browser's own rules; 0 are rules that the engine changes. */
function third(name, manifest, ids) {
  const path = (id) => `filters/declarative/ruleset_${id}/ruleset_${id}.json`;
  const rules = { rule_resources: ids.map((id) => ({ id: `ruleset_${id}`, enabled: id > 0, path: path(id) })) };
  const folder = begin(name, {
    manifest_version: 3,
    minimum_chrome_version: '121',
    ...(ids.length && { declarative_net_request: rules, host_permissions: ['<all_urls>'] }),
    ...manifest,
  });
  for (const id of ids) cpSync(`${lists}/ruleset_${id}/ruleset_${id}.json`, `${folder}/${path(id)}`);
  return folder;
}

async function bundle(folder, background, script) {
  cpSync(`${packages}/scriptlets/dist/redirect-files`, `${folder}/redirects`, { recursive: true });
  cpSync(`${packages}/scriptlets/dist/redirects.yml`, `${folder}/redirects/redirects.yml`);
  writeFileSync(`${folder}/empty.js`, '');
  const common = { bundle: true, format: 'iife', logLevel: 'error', define: { 'process.env.NODE_ENV': '"production"' } };
  await build({ ...common, entryPoints: [here + background], outfile: `${folder}/background.js` });
  await build({
    ...common,
    stdin: { contents: `import '${script}'`, resolveDir: here },
    outfile: `${folder}/content.js`,
  });
}

const listOf = (id) =>
  JSON.parse(readFileSync(`${lists}/ruleset_${id}/ruleset_${id}.json`, 'utf8'))[0].metadata.rawFilterList;

const chromium = () =>
  bundle(
    third(
      'chromium',
      {
        background: { service_worker: 'background.js' },
        permissions: [...permissions, 'declarativeNetRequest', 'scripting', 'userScripts'],
        content_scripts: content,
        web_accessible_resources: [{ resources: ['/redirects/*'], matches: ['<all_urls>'], use_dynamic_url: true }],
      },
      [0, BASE, TRACKING],
    ),
    'chromium.js',
    '@adguard/tswebextension/mv3/content-script',
  );

function firefox() {
  const folder = begin('firefox', {
    manifest_version: 2,
    browser_specific_settings: { gecko: { id: 'engine@blocker.test' } },
    background: { scripts: ['background.js'], persistent: true },
    permissions: [...permissions, 'webRequestBlocking', '<all_urls>'],
    content_scripts: content,
    web_accessible_resources: ['/redirects/*'],
  });
  for (const id of [BASE, TRACKING]) writeFileSync(`${folder}/${id}.txt`, listOf(id));
  return bundle(folder, 'firefox.js', '@adguard/tswebextension/content-script');
}

function elements() {
  const rules = listOf(BASE).split(/\r?\n/);
  // An exception for some site ends in `#@#` and the selector: what lists take back may not hide elsewhere either.
  const taken = new Set(rules.map((rule) => rule.match(/#@#([.#][\w-]+)$/)?.[1]));
  const selectors = rules.map((rule) => rule.match(/^##([.#][\w-]+)$/)?.[1]).filter((one) => one && !taken.has(one));
  const folder = third('elements', { content_scripts: [{ ...everywhere, css: ['hide.css'] }] }, []);
  writeFileSync(`${folder}/hide.css`, selectors.map((selector) => `${selector}{display:none!important}`).join('\n'));
}

const version = (id) => listOf(id).match(/^! Version: (\S+)/m)[1];

await chromium();
await firefox();
third('requests', { permissions: ['declarativeNetRequest'] }, [BASE, TRACKING]);
elements();
const { version: engine } = JSON.parse(readFileSync(`${packages}/tswebextension/package.json`, 'utf8'));
// Last: who finds this file finds all of them.
writeFileSync(`${to}/versions.json`, JSON.stringify({ engine, base: version(BASE), tracking: version(TRACKING) }));
