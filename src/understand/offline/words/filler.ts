import { singular } from './inflection.ts';

/** Words that carry nothing about the design, wherever they stand: nobody needs to be told that they were skipped. */
const FILLER = new Set(
  (
    'a an the and or of for to in on at by with from as is are be been it its this that these those which ' +
    'who whom whose there their them they we i you your our me my please could would should can will ' +
    'shall do does need want like create build make generate design implement develop write provide give ' +
    'set up setup complete full simple basic small standard production ready modern rest restful crud api ' +
    'backend service server app application system platform tool project microservice fastapi python ' +
    'endpoint route resource entity model table schema field attribute property column record item data ' +
    'support allow enable include contain has have having also plus well each every all any some such ' +
    'just new use using via through based listing list result operation functionality feature following ' +
    'eg ie etc e g able let so then named called available get help thanks hello hi where while but ' +
    'building creating making following'
  ).split(' '),
);

/** Whether a word carries nothing about the design. */
export function isFiller(word: string): boolean {
  const lower = word.toLowerCase();
  return FILLER.has(lower) || FILLER.has(singular(lower));
}
