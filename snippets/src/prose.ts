/** Within these a line of text goes on; what any other element holds stands apart. */
const INLINE = /^(A|ABBR|B|BDI|BDO|CITE|CODE|DEL|DFN|EM|FONT|I|IMG|INS|KBD|LABEL|MARK|Q|RUBY|S|SAMP|SMALL|SPAN|STRONG|SUB|SUP|TIME|U|VAR|WBR)$/;
/** What these hold is not read as text. What is merely hidden is: who opens an accordion changes no text. */
const MUTE = 'script,style,noscript,template,iframe,video,audio,svg,textarea,select,button,rt,rp';
/** No service takes control characters; the split keeps what stands between words at odd places. */
const SPACE = /([\s\0-\x1f\x7f-\x9f]+)/;
/** Soft hyphens and places to break are for the layout alone. */
const UNSEEN = /[\xad\u200b\u2060]/g;

/** An article's text, and the part of it that is marked: from -1 where nothing is. */
export interface Read {
  /** Words with one space between, or one line break where the next stands in another block. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Read elements in their order as one text; `range` marks a part. White space at its ends is not part of it. */
export function read(roots: readonly Node[], range?: Range): Read {
  let text = '';
  let gap = '';
  let from = -1;
  let to = -1;
  const put = (raw: string, marked?: boolean): void =>
    raw
      .replace(UNSEEN, '')
      .split(SPACE)
      .forEach((part, index) => {
        if (index % 2) gap = gap || ' ';
        else if (part) {
          text += text && gap;
          gap = '';
          if (marked && from < 0) from = text.length;
          text += part;
          if (marked) to = text.length;
        }
      });
  const walk = (node: Node): void => {
    if (node instanceof Text) {
      const { data } = node;
      const inside = range && range.intersectsNode(node);
      const begin = inside && node === range.startContainer ? range.startOffset : 0;
      const end = !inside ? 0 : node === range.endContainer ? range.endOffset : data.length;
      put(data.slice(0, begin));
      put(data.slice(begin, end), true);
      put(data.slice(end));
    } else if (node instanceof Element && !node.matches(MUTE)) {
      const apart = !INLINE.test(node.tagName);
      if (apart) gap = '\n';
      node.childNodes.forEach(walk);
      if (apart) gap = '\n';
    }
  };
  roots.forEach(walk);
  return { text, from, to };
}
