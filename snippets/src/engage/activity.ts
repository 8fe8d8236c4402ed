import { listen } from '../guard';

/** Tell `acted` of every sign that somebody is there; touches are pointer events. A video that started itself without sound is decoration. */
export const watchActivity = (acted: () => void): void =>
  listen(window, 'scroll pointerdown pointermove keydown wheel timeupdate', ({ target }) => {
    const { muted, autoplay } = target as HTMLMediaElement;
    if (!muted || !autoplay) acted();
  });
