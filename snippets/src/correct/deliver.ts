import type { Working } from '../further/work';
import { caught, guard, later, listen } from '../guard';
import { need } from '../need';
import { json } from '../send';
import type { Work } from '../work';
import { drop, keep, kept, type Report } from './kept';

/** What an answer means for a report. */
export const enum Fate {
  /** With the newsroom. */
  Sent,
  /** Not now: it is kept, and sent again. */
  Again,
  /** Not without a proof of work. */
  Work,
  /** The site takes none. */
  Off,
  /** Never. */
  Refused,
}

/** The meaning of a status (0: no answer) and a reason (X-Kindly), by the table in docs/wire.md. */
export function fateOf(status: number, reason: string | null): Fate {
  if (status === 200) return Fate.Sent;
  if (reason === 'off') return Fate.Off;
  if (status === 428) return Fate.Work;
  return !status || status === 429 || status > 499 ? Fate.Again : Fate.Refused;
}

type Tell = (fate: Fate) => void;

const FIRST_MS = 5_000;
const LONGEST_MS = 300_000;

let place: string;
let pause = FIRST_MS;
let due: boolean | undefined;
const going = new Set<string>();
const tellers = new Map<string, Tell>();

const post = (body: unknown): Promise<Response> =>
  fetch(place + '/v1/note', { method: 'POST', body: json(body), keepalive: true, credentials: 'omit' }).catch(() => Response.error());

/** Have a proof of work found. */
const prove = (work: Work): Promise<Work> =>
  new Promise((done, failed) => {
    need<Working>(place, 'work', { work, done }).onerror = failed;
  });

/** Send a report, with a proof of work where one is asked for. */
const send = (report: Report): Promise<Response> =>
  post(report).then((answer) =>
    answer.status === 428
      ? answer
          .json()
          .then(({ work }: { work: Work }) => prove(work))
          .then((work) => post(Object.assign({}, report, { work })))
      : answer,
  );

/** Send what is kept, all that is not on its way. */
const sendKept = (): void => kept().forEach((report) => going.has(report.id) || attempt(report));

function again(seconds: number): void {
  if (due) return;
  due = true;
  later(() => {
    due = false;
    sendKept();
  }, seconds * 1_000 || pause);
  pause = Math.min(2 * pause, LONGEST_MS);
}

function attempt(report: Report): void {
  const { id } = report;
  going.add(id);
  void send(report)
    .catch((error) => caught(error) || Response.error())
    .then(
      guard(({ status, headers }: Response) => {
        going.delete(id);
        const fate = fateOf(status, headers.get('X-Kindly'));
        if (fate === Fate.Again || fate === Fate.Work) again(+headers.get('Retry-After')!);
        else {
          drop(id);
          pause = FIRST_MS;
        }
        const tell = tellers.get(id);
        if (tell) tell(fate);
      }),
    );
}

/** Send a report now, and again until it is taken or refused; `tell` hears of each answer. */
export function deliver(report: Report, tell: Tell): void {
  keep(report);
  tellers.set(report.id, tell);
  attempt(report);
}

/** Begin: what an earlier page could not send is sent, and what this one cannot as soon as there is a line. */
export function begin(from: string): void {
  place = from;
  listen(window, 'online', sendKept);
  sendKept();
}
