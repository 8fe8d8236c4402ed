"""Consent platforms in small: the page's side of TCF 2.2 (`__tcfapi`) and GPP 1.1 (`__gpp`)."""

import json

#: `tcf(consents, status, applies)` sets what is known of the reader, and tells all who listen.
TCF = """(() => {
  const listeners = new Map();
  let next = 1, data;
  const told = (id) => ({ ...data, listenerId: id });
  window.__tcfapi = (command, version, callback, parameter) => {
    if (command === "ping") callback({ gdprApplies: true, cmpLoaded: true, cmpStatus: "loaded" });
    if (command === "addEventListener") {
      const id = next++;
      listeners.set(id, callback);
      if (data) callback(told(id), true);
    }
    if (command === "removeEventListener") callback(listeners.delete(parameter));
  };
  window.tcf = (consents, eventStatus = "useractioncomplete", gdprApplies = true) => {
    data = {
      tcString: "C", tcfPolicyVersion: 5, cmpId: 1, cmpVersion: 1, gdprApplies, eventStatus,
      cmpStatus: "loaded", isServiceSpecific: true, useNonStandardTexts: false, publisherCC: "UA",
      purpose: { consents: Object.fromEntries(consents.map((one) => [one, true])), legitimateInterests: {} },
      vendor: { consents: {}, legitimateInterests: {} }, specialFeatureOptins: {},
      publisher: { consents: {}, legitimateInterests: {}, customPurpose: {}, restrictions: {} },
    };
    listeners.forEach((callback, id) => callback(told(id), true));
  };
})();"""

_GPP = """((section, parsed, ids) => {
  const ping = {
    gppVersion: "1.1", cmpStatus: "loaded", cmpDisplayStatus: "hidden", signalStatus: "ready",
    supportedAPIs: [`${ids[0]}:${section}`], cmpId: 1, sectionList: ids, applicableSections: ids,
    gppString: "DBABLA~", parsedSections: { [section]: parsed },
  };
  window.__gpp = (command, callback, parameter) => {
    const event = (eventName, data) => ({ eventName, data, listenerId: 1, pingData: ping });
    if (command === "ping") callback(ping, true);
    if (command === "addEventListener") {
      callback(event("listenerRegistered", true), true);
      setTimeout(() => callback(event("signalStatus", "ready"), true), 100);
    }
    if (command === "removeEventListener") callback(event("listenerRemoved", true), true);
    if (command === "hasSection") callback(parameter === section, true);
    if (command === "getSection") callback(parameter === section ? parsed : null, true);
    if (command === "getField") {
      const found = parameter.startsWith(section + ".") ? parsed[0][parameter.split(".")[1]] : null;
      callback(found === undefined ? null : found, true);
    }
  };
})"""


def gpp(section: str, number: int, **fields: int) -> str:
    """A platform with one section, such as `usnat` (7), and its fields: 1 opted out, 2 did not."""
    parsed = [{"Version": 1, **fields}, {"Gpc": False}]
    return f"{_GPP}({json.dumps(section)}, {json.dumps(parsed)}, [{number}]);"
