import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { hrefOf } from '@/api/client';
import { type Board, boardOptions } from '@/api/disasters';
import { meOptions } from '@/api/session';
import { aged, type News, told } from './model';

export type Line = 'live' | 'waiting' | 'cut';

/** How often ages are reckoned anew; nothing is asked of the server for it. */
const tick = 20_000;

/** The board, kept up by the server's stream while it is looked at. On a cut line the last state stays, and says how old it is. */
export function useBoard(id: string) {
  const cache = useQueryClient();
  const options = useMemo(() => boardOptions(id), [id]);
  const { data, error, refetch } = useQuery(options);
  const [line, setLine] = useState<Line>('waiting');
  const [now, setNow] = useState(() => Date.now());
  const loaded = data !== undefined;
  const running = data?.state === 'running';

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);

  useEffect(() => {
    if (!loaded || !running) return;
    let source: EventSource | undefined;
    const key = options.queryKey;
    const open = () => {
      source?.close();
      if (document.hidden) return;
      const after = cache.getQueryData<Board>(key)?.mark;
      source = new EventSource(hrefOf('/disasters/{id}/stream', { path: { id }, query: { after } }));
      source.onopen = () => setLine('live');
      // The browser comes back by itself and says what it saw last; what it was refused it does not try again.
      source.onerror = () => {
        setLine('cut');
        if (source?.readyState === EventSource.CLOSED) void cache.invalidateQueries(meOptions());
      };
      source.addEventListener('report', (e) => {
        const news = JSON.parse(e.data) as News;
        // The answer's own moment stays: the server's clock is told from it, and ages would begin anew with each report.
        cache.setQueryData<Board>(key, (b) => b && { ...told(b, news), mark: e.lastEventId }, {
          updatedAt: cache.getQueryState(key)?.dataUpdatedAt,
        });
        setNow(Date.now());
      });
      source.addEventListener('disaster', () => void cache.invalidateQueries({ queryKey: ['disasters'] }));
      source.addEventListener('end', () => {
        source?.close();
        void cache.invalidateQueries(meOptions());
      });
    };
    // A browser has few connections: a tab that nobody sees gives its own back, and reads the board anew when it is seen.
    const seen = () => {
      if (document.hidden) source?.close();
      else void cache.invalidateQueries({ queryKey: key }).then(open);
    };
    const back = () => void cache.invalidateQueries({ queryKey: key }).then(open);
    open();
    document.addEventListener('visibilitychange', seen);
    addEventListener('online', back);
    return () => {
      source?.close();
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('online', back);
    };
  }, [id, loaded, running, cache, options]);

  // The phone's clock may be wrong: ages are told by the server's, which goes on from the moment of the answer.
  const fetchedAt = cache.getQueryState(options.queryKey)?.dataUpdatedAt ?? now;
  const board = useMemo(
    () => data && aged(data, Date.parse(data.asOf ?? '') + Math.max(0, now - fetchedAt)),
    [data, now, fetchedAt],
  );
  return { board, error, refetch, line: running ? line : undefined };
}
