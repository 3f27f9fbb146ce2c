/** What is made when it is asked for first, and kept: a table that few of a program's starts need delays none of the others. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
