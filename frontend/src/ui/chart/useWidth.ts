import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** The room on an A4 sheet between its margins. */
const sheet = 660;

/** The width an element has; 0 until it is known. Before printing it shrinks to the sheet, which nothing else would tell a drawing. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    const narrow = () => flushSync(() => setWidth((w) => Math.min(w, sheet)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('beforeprint', narrow);
    window.addEventListener('afterprint', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', narrow);
      window.removeEventListener('afterprint', measure);
    };
  }, []);
  return [ref, width];
}
