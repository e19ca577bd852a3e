/** The asset that somebody points at, in the list or on the map: shown in both. */
class Pointed {
  id = $state<string | null>(null);
}

export const pointed = new Pointed();
