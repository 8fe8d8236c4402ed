import { guard } from '../guard';
import { given } from '../need';
import { run } from '../notes';
import type { Noting } from '../notes/page';

// Loaded where readers may report mistakes.
guard(() => run(given<Noting>()))();
