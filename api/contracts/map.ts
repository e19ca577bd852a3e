import { z } from 'zod';
import { theme } from './themes.ts';

/** What the web needs to draw a map, told by the server. */
export const mapSettings = z.object({
  /** MapLibre style of the basemap. */
  basemapStyleUrl: z.string(),
  /** Of gemeenten that have one. */
  themes: z.array(theme),
  /** Where to start: west, south, east, north of all current areas; null when there are none. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
});
export type MapSettings = z.infer<typeof mapSettings>;

/** Below this zoom, assets are drawn as clusters. Street level. */
export const CLUSTER_BELOW_ZOOM = 15;
