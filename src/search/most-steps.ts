/** A world that takes more steps than this is given up: by a search, by its relations and by a blame alike. */
export const MOST_STEPS = 12_000;
