import type { Neighbourhood } from '../../api/contracts/neighbourhoods.ts';
import { api } from '../api.ts';

interface Place {
  lon: number;
  lat: number;
}

/** Where the visitor is, in degrees, to three decimals: about 100 m, enough for a buurt. */
export async function whereAmI(): Promise<Place> {
  const { lon, lat } = await exactlyWhereAmI();
  return { lon: rough(lon), lat: rough(lat) };
}

/** Where the device says it is; for a place that is put on the map there. Never in an address. */
export function exactlyWhereAmI(): Promise<Place> {
  return new Promise((found, failed) => {
    if (!('geolocation' in navigator)) return failed(new Error('no geolocation'));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => found({ lon: coords.longitude, lat: coords.latitude }),
      failed,
      { timeout: 10_000, maximumAge: 60_000 },
    );
  });
}

/** The buurt at about this place; null outside every known one. */
export async function buurtAt({ lon, lat }: Place): Promise<Neighbourhood | null> {
  const { items } = await api.areas({ at: `${rough(lon)},${rough(lat)}`, level: 'buurt' });
  return items[0] ?? null;
}

/** Its name. */
export async function buurtNameAt(place: Place): Promise<string | null> {
  const buurt = await buurtAt(place);
  return buurt && (buurt.name ?? buurt.code);
}

const rough = (degrees: number): number => Math.round(degrees * 1000) / 1000;
