import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { hrefOf } from '@/api/client';
import { boardOptions, type TakenBoard } from '@/api/disasters';
import { meOptions } from '@/api/session';
import { follow, type Line } from './live';
import { aged, lineOf, momentOf, type News, told } from './model';

/** How often ages are reckoned anew; nothing is asked of the server for it. */
const tick = 20_000;

/** The board, kept up by the server's stream while it is looked at. On a cut line the last state stays, and says how old it is. */
export function useBoard(id: string) {
  const cache = useQueryClient();
  const options = useMemo(() => boardOptions(id), [id]);
  const { data, error, refetch } = useQuery(options);
  const [stream, setStream] = useState<{ line: Line; heard: number }>({ line: 'waiting', heard: 0 });
  const [now, setNow] = useState(() => Date.now());
  const loaded = data !== undefined;
  const running = data?.state === 'running';

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);

  useEffect(() => {
    if (!loaded || !running) return;
    const key = options.queryKey;
    return follow({
      address: () =>
        hrefOf('/disasters/{id}/stream', {
          path: { id },
          query: { after: cache.getQueryData<TakenBoard>(key)?.mark },
        }),
      line: (line, heard) => setStream({ line, heard }),
      anew: () => cache.invalidateQueries({ queryKey: key }),
      refused: () => void cache.invalidateQueries(meOptions()),
      events: {
        report: (e) => {
          const news = JSON.parse(e.data) as News;
          cache.setQueryData<TakenBoard>(key, (b) => b && { ...b, ...told(b, news), mark: e.lastEventId, kept: false });
          setNow(Date.now());
        },
        disaster: () => void cache.invalidateQueries({ queryKey: ['disasters'] }),
      },
    });
  }, [id, loaded, running, cache, options]);

  // The phone's clock may be wrong: ages are told by the server's, which goes on from the moment of the answer.
  const board = useMemo(() => data && aged(data, momentOf(data, now)), [data, now]);
  return {
    board,
    error,
    refetch,
    line: data && lineOf(data, stream.line),
    /** Up to when the board is sure to be right, by the server's clock. */
    asOf: data && new Date(momentOf(data, stream.heard)).toISOString(),
  };
}
