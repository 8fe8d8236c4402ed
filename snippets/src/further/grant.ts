import { type Ping, gppGrants } from '../grant/gpp';
import { type TcData, tcfGrants } from '../grant/tcf';
import { guard } from '../guard';
import { given } from '../need';

// Loaded where consent is required and the page has a consent manager's API: asks it, and follows its changes.

/** What this script is given. */
export interface Granting {
  /**
   * The tag's attributes; `data-purposes` are the TCF's purposes that have to be granted. By default 1 (store on the
   * device), 7 and 8 (measure advertising and content).
   */
  readonly data: DOMStringMap;
  readonly consent: (given: boolean) => void;
}

interface Apis {
  __tcfapi?: (command: string, version: number, told: (data: TcData, success: boolean) => void) => void;
  __gpp?: (command: string, told: (event: { pingData?: Ping }, success: boolean) => void) => void;
}

guard(() => {
  const { data, consent } = given<Granting>();
  const wanted = (data['purposes'] || '1 7 8').match(/\d+/g) || [];
  const { __tcfapi, __gpp } = window as unknown as Apis;
  const answers: (boolean | undefined)[] = [];
  /** All that are there have to agree; one that has not answered yet is waited for. */
  const take = (api: number, grants: boolean | undefined): void => {
    if (grants === undefined) return;
    answers[api] = grants;
    if (answers.every((answer) => answer !== undefined)) consent(answers.every(Boolean));
  };
  const tcf = __tcfapi ? answers.push(undefined) - 1 : 0;
  const gpp = __gpp ? answers.push(undefined) - 1 : 0;
  if (__tcfapi) __tcfapi('addEventListener', 2, guard((data, success) => success && take(tcf, tcfGrants(data, wanted))));
  if (__gpp) __gpp('addEventListener', guard(({ pingData }) => pingData && take(gpp, gppGrants(pingData, wanted))));
})();
