import { help } from '../appeal/howto';
import { ENGLISH } from '../appeal/howto/en';

// Loaded when a reader wants to know how to allow ads.
help(ENGLISH);
