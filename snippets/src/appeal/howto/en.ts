import type { Words } from './words';

export const ENGLISH: Words = {
  lang: 'en',
  which: 'Which blocker do you use?',
  toolbar: 'In the browser’s toolbar click {icon}. If you do not see it, click the puzzle piece first.',
  address: 'In the address bar click {icon}.',
  last: 'Come back here and press “{done}”.',
  guides: {
    ublock: ['uBlock Origin', 'the dark red shield', 'Click the large power button, so that it turns grey.'],
    lite: ['uBlock Origin Lite', 'the dark red shield', 'Move the slider all the way to “no filtering”.'],
    adblock: ['AdBlock', 'the red octagon with a hand', 'Under “Pause on this site” choose “Always”.'],
    plus: ['Adblock Plus', 'the red octagon “ABP”', 'Turn off the switch for this website.'],
    adguard: ['AdGuard', 'the green shield', 'Turn off the large switch for this website.'],
    ghostery: ['Ghostery', 'the blue ghost', 'Choose “Trust this site” or “Pause on this site”.'],
    badger: ['Privacy Badger', 'the badger’s head', 'Click “Disable for this site”.'],
    brave: ['Brave', 'the lion', 'Turn off the switch “Shields” for this site.'],
    opera: ['Opera', 'the shield at the end', 'Turn off “Block ads” for this site.'],
    edge: ['Microsoft Edge', 'the padlock at the beginning', 'Turn off “Tracking prevention” for this site.'],
    firefox: ['Firefox', 'the shield at the beginning', 'Turn off the switch “Enhanced Tracking Protection”.'],
    safari: ['Safari', '“aA” or the page symbol', 'Choose “Turn off content blockers”.'],
    dns: [
      'Pi-hole, DNS or VPN',
      'Open what filters your network: Pi-hole, AdGuard Home, a VPN, or “Private DNS” in your phone’s settings.',
      'Turn it off for now, or allow the names that it lists for this page.',
    ],
    other: ['Another one', 'Open your blocker: most have an icon next to the address bar.', 'Allow ads on this site, or pause the blocker here.'],
  },
};
