import { chromium } from '@playwright/test';
const base = 'http://127.0.0.1:8111';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const want = process.argv[2] ? new RegExp(process.argv[2]) : /./;
for (const v of (process.argv[3] ?? 'ja1440,en390d').split(',')) {
  const lang = v.slice(0, 2), w = parseInt(v.slice(2)), dark = v.endsWith('d');
  const c = await b.newContext({ baseURL: base, viewport: { width: w, height: w < 500 ? 844 : 900 } });
  const r = await c.request.post('/api/v1/session', { data: { login: process.argv[4] ?? 'ict', password: 'demo-demo-demo' } });
  if (!r.ok()) throw new Error(await r.text());
  await c.addInitScript((p) => localStorage.setItem('mio.prefs', JSON.stringify(p)), { lang, theme: dark ? 'dark' : 'light' });
  const get = async (p) => (await c.request.get('/api/v1' + p)).json();
  const first = async (p, f = () => true) => { const l = (await get(p)).items ?? []; return (l.find(f) ?? l[0])?.id; };
  const pub = await first('/datasets?publication=public&sample=measured'), wait = await first('/datasets?waiting=true');
  const lm = await first('/logic-models'), run = await first('/pilots?stage=running'), done = await first('/pilots?stage=widened'), plan = await first('/pilots?stage=planned');
  const kase = await first('/pilots/cases?stage=running&rank=none'), sec = await first('/skills/sections?gap=short'), proj = await first('/skills/projects?roles=open');
  const pages = { 'ds-list': '/datasets', 'ds-fig': '/datasets/figures', 'ds-one': `/datasets/${pub}`, 'ds-wait': `/datasets/${wait}`, 'ds-edit': `/datasets/${pub}/edit`, 'ds-new': '/datasets/new',
    'lm-list': '/logic-models', 'lm-one': `/logic-models/${lm}`, 'lm-edit': `/logic-models/${lm}/edit`,
    'pi-list': '/pilots', 'pi-run': `/pilots/${run}`, 'pi-done': `/pilots/${done}`, 'pi-plan': `/pilots/${plan}`, 'pi-edit': `/pilots/${run}/edit`, 'pc-list': '/pilots/cases', 'pc-one': `/pilots/cases/${kase}`, 'pc-edit': `/pilots/cases/${kase}/edit`,
    'sk-home': '/skills', 'sk-sys': '/skills/systems', 'sk-pro': '/skills/projects', 'sk-sec': '/skills/sections', 'sk-one': `/skills/sections/${sec}`, 'sk-proj': `/projects/${proj}/skills` };
  const page = await c.newPage();
  page.on('console', (m) => m.type() === 'error' && console.log(v, page.url(), m.text().slice(0, 200)));
  for (const [k, p] of Object.entries(pages)) {
    if (!want.test(k)) continue;
    await page.goto(p); await page.waitForLoadState('networkidle'); 
    await page.waitForTimeout(300);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) console.log(v, k, 'overflows by', over);
    await page.screenshot({ path: `/tmp/data-shots/${k}-${v}.png`, fullPage: true });
  }
  await c.close();
}
await b.close();
