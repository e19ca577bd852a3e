import type { Level, Neighbourhood } from '../../api/contracts/neighbourhoods.ts';
import { api } from '../api.ts';

/** Near enough to mean a wijk, and a buurt. */
const WIJK_ZOOM = 9.5;
const BUURT_ZOOM = 13.5;

/**
 * Which area somebody means who points at a place: the nearer the map, the smaller. Inside the
 * chosen wijk it is one of its buurten.
 */
export async function areaAt(
  { lon, lat }: { lon: number; lat: number },
  zoom: number,
  chosen: Neighbourhood | null,
): Promise<Neighbourhood | null> {
  const { items } = await api.areas({ at: `${lon.toFixed(3)},${lat.toFixed(3)}` });
  const of = (level: Level) => items.find((area) => area.level === level) ?? null;
  const [gemeente, wijk, buurt] = [of('gemeente'), of('wijk'), of('buurt')];
  if (zoom < WIJK_ZOOM && gemeente?.code !== chosen?.code) return gemeente;
  const inChosenWijk =
    wijk !== null && (wijk.code === chosen?.code || wijk.code === chosen?.wijk?.code);
  return (inChosenWijk && zoom >= BUURT_ZOOM && buurt) || wijk || gemeente;
}

/** The middle of an area's box, in degrees: where its name can stand. */
export function middleOf({ bbox: [west, south, east, north] }: Neighbourhood) {
  return { lon: (west + east) / 2, lat: (south + north) / 2 };
}
