import { TileCache } from '../../api/tiles/cache.ts';
import { startServer } from '../../api/server.ts';

// The very same server, but no tile is ever found in the cache.
TileCache.prototype.get = async (_layer, _viewer, _address, make) => ({
  body: await make(),
  etag: '"uncached"',
});
const server = await startServer(process.stdout);
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
