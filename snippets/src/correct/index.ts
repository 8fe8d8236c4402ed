import { guard } from '../guard';
import type { Correcting } from '../notes/ask';
import { read } from '../prose';
import { ask } from './ask';
import { begin } from './deliver';
import { quoteOf } from './quote';

/** Put the function of this script where the one that has loaded it finds it. */
export function join(tool: Correcting): void {
  tool.open = guard((asked) => {
    const quote = quoteOf(read(asked.article.roots, asked.range));
    if (quote) ask(asked, quote, tool.say);
    else tool.say(asked.note.words.select);
  });
  begin(tool.from!);
}
