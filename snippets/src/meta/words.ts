/**
 * How many words a text has. Chinese and Japanese are written without spaces: there each character counts as
 * one, and is read at about the pace of an English word (Brysbaert 2019).
 */
export const countWords = (text: string): number => (text.match(/[\u3040-\u9fff]|[^\s\u3040-\u9fff]+/g) || []).length;
