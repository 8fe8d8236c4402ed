import { wait } from '../guard';

/** What the service asks of every report while it is flooded; it is given back with the `nonce` that was found. */
export interface Work {
  readonly salt: string;
  /** How many bits of the hash have to be zero: each doubles the work. */
  readonly bits: number;
}

/** Hashes between two looks at the page's own business: about 4 ms of a phone's. */
const ROUND = 500;
const BLOCK = 64;

const fraction = (root: number): number => ((root % 1) * 2 ** 32) | 0;
const isPrime = (number: number): boolean => {
  for (let factor = 2; factor * factor <= number; factor++) if (number % factor === 0) return false;
  return true;
};
const primes: number[] = [];
for (let number = 2; primes.length < BLOCK; number++) if (isPrime(number)) primes.push(number);
const CONSTANTS = primes.map((prime) => fraction(Math.cbrt(prime)));
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

const turn = (value: number, by: number): number => (value >>> by) | (value << (32 - by));

/** One block of 16 words into the state (FIPS 180-4, 6.2.2). */
function take(state: number[], words: number[]): void {
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
  for (let at = 0; at < BLOCK; at++) {
    if (at > 15) {
      const early = words[at - 15]!;
      const late = words[at - 2]!;
      words[at] =
        (words[at - 16]! + (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) + words[at - 7]! + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10))) | 0;
    }
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + CONSTANTS[at]! + words[at]!) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((value, index) => (state[index] = (state[index]! + value) | 0));
}

/** The first 32 bits of a text's SHA-256: `crypto.subtle` is not there on pages without TLS, and too slow for short texts. */
export function firstBits(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const size = ((bytes.length + 8) >> 6) + 1;
  const words: number[] = Array(size * 16).fill(0);
  bytes.forEach((byte, at) => (words[at >> 2]! |= byte << (24 - (at % 4) * 8)));
  words[bytes.length >> 2]! |= 128 << (24 - (bytes.length % 4) * 8);
  words[words.length - 1] = bytes.length * 8;
  const state = START.slice();
  for (let block = 0; block < size; block++) take(state, words.slice(block * 16, block * 16 + 16));
  return state[0]!;
}

/** Find the smallest whole number that, after the salt and a colon, makes a hash which begins with so many zero bits. */
export function solve(work: Work, nonce = 0): Promise<Work & { nonce: number }> {
  for (const last = nonce + ROUND; nonce < last; nonce++)
    if (Math.clz32(firstBits(`${work.salt}:${nonce}`)) >= work.bits) return Promise.resolve(Object.assign({ nonce }, work));
  return wait(0).then(() => solve(work, nonce));
}
