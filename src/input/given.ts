/** Those of the values that are there: a key that may be left out must not be undefined instead. */
export function given<Values extends object>(
  values: Values,
): { readonly [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  const there = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { [Key in keyof Values]?: Exclude<Values[Key], undefined> };
}
