// AdGuard's engine as a Manifest V2 blocker.
import { createTsWebExtension, FilterListPreprocessor } from '@adguard/tswebextension';
import { BASE, SETTINGS, TRACKING } from './settings.js';

const blocker = createTsWebExtension('redirects');
const handle = blocker.getMessageHandler();

browser.runtime.onMessage.addListener((message, sender) =>
  message?.handlerName === 'tsWebExtension' ? handle(message, sender) : undefined,
);

const parsed = (text) => {
  const { filterList, sourceMap } = FilterListPreprocessor.preprocess(text);
  return { content: filterList, sourceMap };
};

async function list(filterId) {
  const answer = await fetch(browser.runtime.getURL(`${filterId}.txt`));
  return { filterId, trusted: true, ...parsed(await answer.text()) };
}

async function start() {
  await blocker.initStorage();
  await blocker.start({
    filters: await Promise.all([BASE, TRACKING].map(list)),
    allowlist: [],
    trustedDomains: [],
    userrules: parsed(''),
    logLevel: 'warn',
    settings: SETTINGS,
  });
}

start();
