import { pause } from '@/api/outbox';

export type Line = 'live' | 'waiting' | 'cut';

/** What a page wants to know of a stream. */
export interface Ears {
  /** Where to go on from, asked each time that it is opened. */
  address: () => string;
  /** How the line is, and when something was last heard on it, by this device's clock; 0 before the first time. */
  line: (line: Line, heard: number) => void;
  events: Record<string, (e: MessageEvent<string>) => void>;
  /** Reads anew what the stream adds to, because something may have been missed; never fails. */
  anew: () => Promise<unknown>;
  /** The server would not go on: perhaps the session is over. */
  refused: () => void;
}

/** The server says something every fifteen seconds; whoever hears nothing for three times as long hears a dead line. */
const silence = 45_000;
const check = 10_000;

/** Keeps a stream open while the page is seen: through refusals, sleep and lines that died without a word. Returns its end. */
export function follow(ears: Ears): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let vain = 0;
  let turn = 0;
  let heard = 0;
  let since = Date.now();

  const shut = () => {
    turn++;
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const hear = () => {
    vain = 0;
    heard = Date.now();
    since = heard;
    ears.line('live', heard);
  };
  const open = () => {
    shut();
    if (document.hidden) return;
    const here = new EventSource(ears.address());
    source = here;
    since = Date.now();
    here.onopen = hear;
    here.onerror = () => {
      ears.line('cut', heard);
      // A cut line the browser mends by itself, and says what it saw last; what it was refused it does not try again.
      if (here.readyState === EventSource.CLOSED) over();
    };
    here.addEventListener('beat', hear);
    here.addEventListener('end', over);
    for (const [name, tell] of Object.entries(ears.events)) {
      here.addEventListener(name, (e) => {
        hear();
        tell(e);
      });
    }
  };
  const over = () => {
    shut();
    ears.line('cut', heard);
    ears.refused();
    timer = setTimeout(refresh, pause(vain++));
  };
  const refresh = () => {
    shut();
    since = Date.now();
    const mine = turn;
    void ears.anew().then(() => mine === turn && open());
  };
  const back = () => {
    vain = 0;
    refresh();
  };
  // A browser has few connections: a tab that nobody sees gives its own back, and reads anew when it is seen.
  const seen = () => (document.hidden ? shut() : back());
  const lost = () => ears.line('cut', heard);
  // Also how a machine that slept finds out: by then much more than the silence has passed.
  const watch = setInterval(() => {
    if (!source || Date.now() - since <= silence) return;
    ears.line('cut', heard);
    refresh();
  }, check);

  open();
  document.addEventListener('visibilitychange', seen);
  addEventListener('online', back);
  addEventListener('offline', lost);
  return () => {
    shut();
    clearInterval(watch);
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', back);
    removeEventListener('offline', lost);
  };
}
