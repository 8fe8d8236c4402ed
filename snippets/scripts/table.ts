import { ANSWERS } from '../src/detect/answers';
import { BAITS, CLASSES, type Kind } from '../src/detect/baits';

/** What dist/baits.json holds. */
export const table = {
  paths: BAITS.map(([bait, control], kind) => ({ ...ANSWERS[kind as Kind], bait, control })),
  classes: { baits: CLASSES.slice(0, -1), control: CLASSES[CLASSES.length - 1] },
};
