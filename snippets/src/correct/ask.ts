import { guard, later } from '../guard';
import type { Asked } from '../notes/ask';
import type { Quote } from '../notes/data';
import { button } from '../panel/panel';
import { deliver, Fate } from './deliver';
import { prepare, show, standing } from './dialog';
import { type Fields, fieldsIn } from './fields';
import { LONGEST, problem, reportOf } from './report';

/** The service takes nobody who is faster for a person, ms. */
const FASTEST_MS = 1_600;

/** What was written and not sent, by the quote. */
const drafts = new Map<string, readonly string[]>();
const written = ({ suggestion, comment, email }: Fields): (HTMLTextAreaElement | HTMLInputElement)[] => [suggestion, comment, email];

/** Ask what is wrong with a quote; `say` tells what became of it once the dialog is closed. */
export function ask(asked: Asked, quote: Quote, say: (text: string) => void): void {
  if (standing) return;
  const { note, about, article } = asked;
  const { words } = note;
  const began = Date.now();
  const { lang } = article.body.closest<HTMLElement>('[lang]') || document.documentElement;
  const draft = about.url + quote.position + quote.exact;
  let fields: Fields | undefined;
  let sending: boolean | undefined;
  const parts = prepare(
    asked,
    () => send(),
    () => fields && drafts.set(draft, written(fields).map(({ value }) => value)),
  );
  const { text, status, row } = parts;
  const close = (): void => (parts.box as HTMLDialogElement).close();

  const tell = (said: string): void => {
    status.textContent = said;
    if (!standing) say(said);
  };
  /** What is said stands alone. */
  const finish = (said: string): void => {
    fields = undefined;
    drafts.delete(draft);
    text.textContent = row.textContent = '';
    const end = button(row, words.close, close);
    tell(said);
    if (end && standing) end.focus();
  };
  const answered = (fate: Fate): void => {
    sending = false;
    if (fate === Fate.Refused) tell(words.refused);
    else finish(fate === Fate.Sent ? words.sent : fate === Fate.Off ? words.off : words.kept);
  };
  const send = (): void => {
    if (!fields || sending) return;
    const [said, field] = problem(quote, fields, words) || [words.sending];
    tell(said);
    if (field) return field.focus();
    sending = true;
    const took = Math.max(FASTEST_MS, Date.now() - began);
    const report = reportOf(about, quote, fields, lang, took);
    later(() => deliver(report, guard(answered)), began + took - Date.now());
  };

  if (quote.exact.length > LONGEST) status.textContent = words.long;
  else {
    fields = fieldsIn(text, quote, lang, words);
    const before = drafts.get(draft);
    if (before) written(fields).forEach((field, index) => (field.value = before[index]!));
    button(row, words.send, send);
  }
  button(row, fields ? words.cancel : words.close, close);
  show(parts, words.close, fields && fields.suggestion);
}
