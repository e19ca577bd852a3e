/** By name as people look it up: 's-Gravenhage with the s, Wijk 2 before Wijk 10. */
export const compareNames = new Intl.Collator('nl', { numeric: true, ignorePunctuation: true })
  .compare;
