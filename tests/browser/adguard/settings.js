// What both builds of the engine are told: filter with the common lists, and nothing else.
export const BASE = 2;
export const TRACKING = 3;

const NO_STEALTH = {
  selfDestructFirstPartyCookies: false,
  selfDestructFirstPartyCookiesTime: 0,
  selfDestructThirdPartyCookies: false,
  selfDestructThirdPartyCookiesTime: 0,
  hideReferrer: false,
  hideSearchQueries: false,
  blockChromeClientData: false,
  sendDoNotTrack: false,
  blockWebRTC: false,
};

export const SETTINGS = {
  allowlistInverted: false,
  allowlistEnabled: false,
  collectStats: false,
  stealthModeEnabled: false,
  filteringEnabled: true,
  documentBlockingPageUrl: '',
  assistantUrl: '/empty.js',
  stealth: NO_STEALTH,
};
