import { help } from '../appeal/howto';
import { UKRAINIAN } from '../appeal/howto/uk';

// The same steps in Ukrainian.
help(UKRAINIAN);
