import { guard } from '../guard';
import { given } from '../need';
import { type Work, solve } from '../work';

/** What this script is given. */
export interface Working {
  readonly work: Work;
  readonly done: (proof: Work) => void;
}

// Loaded where the service is flooded: finds the proof of work that it asks for.
guard(() => {
  const { work, done } = given<Working>();
  void solve(work).then(done);
})();
