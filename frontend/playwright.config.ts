import { defineConfig } from '@playwright/test';

/** Flags that keep a headless browser to itself: no sandbox for root in a container, no call of its own. */
const alone = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser tests run against the real program with the demo city; scripts/e2e starts both and says where they are
 * (MIO_URL, MIO_DEMO_PASSWORD, MIO_CHROMIUM).
 */
export default defineConfig({
  testDir: 'e2e',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'node_modules/.e2e',
  use: {
    baseURL: process.env.MIO_URL,
    viewport: { width: 1440, height: 900 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.MIO_CHROMIUM ?? '/usr/bin/chromium', args: alone },
  },
});
