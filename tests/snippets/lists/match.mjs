// Says which rules of uBlock Origin's and AdGuard's lists, read by their own engines, match the names that it is given.
// stdin: {"lists": folder, "page": url, "requests": [[url, type]…], "elements": [".class" | "#id" | "[attribute]"…],
//         "words": [name of a global or of something stored…]}
// stdout: {"ublock": {"requests": [rule or ""…], "elements": [[selector…]…], "words": [[rule…]…], "rules": count},
//          "adguard": …}; an engine answers in the order of the questions, `rules` counts its generic hiding rules.
import { readFileSync } from 'node:fs';
import * as adguard from '@adguard/tsurlfilter';
import { pslInit, StaticNetFilteringEngine } from '@gorhill/ubo-core';
import { AstFilterParser } from '@gorhill/ubo-core/js/static-filtering-parser.js';
import { naming, touching } from './rules.mjs';

const UBLOCK = [
  ...['easylist/easylist', 'easylist/easyprivacy', 'urlhaus-filter/urlhaus-filter-online'].map((name) => `thirdparties/${name}.txt`),
  ...['filters', 'privacy', 'badware', 'quick-fixes', 'unbreak'].map((name) => `ublock/${name}.min.txt`),
];
// AdGuard's numbers: Base, Tracking Protection.
const ADGUARD = [2, 3];
const TYPES = {
  xmlhttprequest: 'XmlHttpRequest',
  script: 'Script',
  image: 'Image',
  ping: 'Ping',
  beacon: 'Ping',
  sub_frame: 'SubDocument',
};

const text = (path) => readFileSync(path, 'utf8');

const answers = ({ requests, elements, words }, rule, selectors, raws) => ({
  requests: requests.map(rule),
  elements: elements.map((name) => touching(selectors, name)),
  words: words.map((word) => naming(raws, word)),
  rules: selectors.length,
});

async function ublock(asked) {
  // The package cannot read the public suffixes it brings, and every sub-domain would count as a third party.
  pslInit(text(`${asked.lists}/thirdparties/publicsuffix.org/list/effective_tld_names.dat`));
  const engine = await StaticNetFilteringEngine.create({ noPSL: true });
  const raws = UBLOCK.map((path) => text(`${asked.lists}/${path}`));
  await engine.useLists(raws.map((raw, index) => ({ name: UBLOCK[index], raw })));
  const rule = ([url, type]) =>
    engine.matchRequest({ originURL: asked.page, url, type }) === 1 ? engine.toLogData().raw : '';
  return answers(asked, rule, hiddenByUblock(raws), raws);
}

// What uBlock hides on every page: the package holds its parser, but nothing that collects this.
function hiddenByUblock(raws) {
  const parser = new AstFilterParser({});
  const hide = new Set();
  const show = new Set();
  for (const line of raws.flatMap((raw) => raw.split('\n'))) {
    parser.parse(line);
    if (!parser.isCosmeticFilter() || parser.hasOptions() || !parser.result.compiled) continue;
    (parser.isException() ? show : hide).add(parser.result.compiled);
  }
  return [...hide].filter((selector) => !show.has(selector));
}

function adguards(asked) {
  adguard.setConfiguration({ engine: 'extension', version: '3', compatibility: adguard.CompatibilityTypes.Extension });
  const raws = ADGUARD.map((number) => {
    const at = `node_modules/@adguard/dnr-rulesets/dist/filters/declarative/ruleset_${number}/ruleset_${number}.json`;
    return JSON.parse(text(new URL(at, import.meta.url)))[0].metadata.rawFilterList;
  });
  const lists = raws.map((raw, index) => {
    const { filterList, sourceMap } = adguard.FilterListPreprocessor.preprocess(raw);
    return new adguard.BufferRuleList(index, filterList, false, false, false, sourceMap);
  });
  const engine = new adguard.Engine(new adguard.RuleStorage(lists));
  const rule = ([url, type]) => {
    const found = engine.matchRequest(new adguard.Request(url, asked.page, adguard.RequestType[TYPES[type]])).getBasicResult();
    return found && !found.isAllowlist() ? found.getPattern() || 'a rule for every address' : '';
  };
  const opened = new adguard.Request(asked.page, asked.page, adguard.RequestType.Document);
  const { generic } = engine.getCosmeticResult(opened, adguard.CosmeticOption.CosmeticOptionAll).elementHiding;
  return answers(asked, rule, generic.map((found) => found.getContent()), raws);
}

const asked = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify({ ublock: await ublock(asked), adguard: adguards(asked) }));
