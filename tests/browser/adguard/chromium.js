// AdGuard's engine as a Manifest V3 blocker.
import { TsWebExtension } from '@adguard/tswebextension/mv3';
import { BASE, SETTINGS, TRACKING } from './settings.js';

const NO_RULES = { rawFilterList: '', filterList: [], content: [], sourceMap: {}, conversionMap: {}, trusted: true };

const blocker = new TsWebExtension('/redirects');
const handle = blocker.getMessageHandler();

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (message?.handlerName !== 'tsWebExtension') return false;
  handle(message, sender).then(answer);
  return true;
});

async function start() {
  await blocker.initStorage();
  await blocker.start({
    staticFiltersIds: [BASE, TRACKING],
    customFilters: [],
    filtersPath: 'filters',
    ruleSetsPath: 'filters/declarative',
    declarativeLogEnabled: false,
    allowlist: [],
    trustedDomains: [],
    userrules: NO_RULES,
    quickFixesRules: NO_RULES,
    logLevel: 'warn',
    settings: {
      ...SETTINGS,
      debugScriptlets: false,
      gpcScriptUrl: '/empty.js',
      hideDocumentReferrerScriptUrl: '/empty.js',
    },
  });
  return blocker.getRulesCount();
}

// The tests wait for this: so many rules are live.
self.ready = start();
