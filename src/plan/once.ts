/** Facts that follow from one object, found when they are first asked for. */

/** `find` for objects that do not change: it works once for each, however many emitters ask. */
export function once<K extends object, V extends object>(find: (object: K) => V): (object: K) => V {
  const known = new WeakMap<K, V>();
  return (object) => {
    let found = known.get(object);
    if (found === undefined) {
      found = find(object);
      known.set(object, found);
    }
    return found;
  };
}
