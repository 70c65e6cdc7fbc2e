import { toast } from '@/ui/toast';

/** Installs the worker once the app stands and the browser is idle. Where there is none (plain HTTP), the app only lacks its keep. */
export function installWorker(tellNewVersion: () => string): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const { serviceWorker } = navigator;
  let had = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (had) toast(tellNewVersion(), 'warn');
    had = true;
  });
  // A browser that refuses it has said so in its console; nothing of the app depends on it.
  serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => {});
}
