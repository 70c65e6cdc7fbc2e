import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import { demoOptions, signIn } from '@/api/session';
import { setLanguage } from '@/i18n';
import { problemMessage } from '@/i18n/problem';
import { usePrefs } from '@/lib/prefs';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/TextField';

/** Roles of the demo city, each with a sign-in of the same name. */
const demoLogins = ['ict', 'pm', 'head', 'reviewer', 'executive', 'auditor', 'admin', 'viewer'];

/** Login and password, then the code of the second factor where one is set. */
export function SignIn({ next, expired }: { next?: string; expired: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { lang } = usePrefs();
  const demo = useQuery(demoOptions()).data?.demo ?? false;
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [asked, setAsked] = useState(false);

  const enter = useMutation({
    mutationFn: () => signIn({ login: login.trim(), password, code: asksCode ? code.trim() : undefined }),
    onSuccess: async (me) => {
      cache.clear();
      cache.setQueryData(['me'], me);
      await navigate({ href: me.mustChangePassword ? '/account' : (next ?? '/') });
    },
    onError: (error) => {
      if (error instanceof Problem && error.code === 'totp_required') setAsksCode(true);
    },
  });
  useEffect(() => {
    document.title = `${t('session:signIn')} · ${t('shell:name')}`;
  }, [t]);

  const submit = (e: FormEvent) => {
    e.preventDefault();
    setAsked(true);
    if (login.trim() && password && (!asksCode || code.trim())) enter.mutate();
  };
  const missing = (value: string) => (asked && !value.trim() ? t('problem:rule.required') : undefined);

  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[12vh] pb-8">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <header className="flex flex-col gap-1">
          <p className="flex items-center gap-2 text-section">
            <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true" className="text-accent">
              <path fill="currentColor" d="M14 3h4v5h8v4h-8v3h5v4h-5v10h-4V19H9v-4h5v-3H6V8h8z" />
            </svg>
            <span className="whitespace-nowrap font-bold">{t('shell:name')}</span>
            <span className="text-body text-ink-soft">{t('shell:tagline')}</span>
          </p>
        </header>
        <form noValidate onSubmit={submit} className="flex flex-col gap-4 border border-line bg-paper p-6">
          <h1 className="text-title">{t('session:signIn')}</h1>
          {expired && !enter.error && (
            <p role="status" className="border-accent border-l-4 pl-3">
              {t('session:expired')}
            </p>
          )}
          <Refusal error={enter.error} asksCode={asksCode} tried={code !== ''} />
          <TextField
            label={t('session:login')}
            value={login}
            onChange={setLogin}
            autoComplete="username"
            error={missing(login)}
            autoFocus
          />
          <TextField
            label={t('session:password')}
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            error={missing(password)}
          />
          {asksCode && (
            <TextField
              label={t('session:code')}
              help={t('session:codeHelp')}
              value={code}
              onChange={setCode}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={10}
              error={missing(code)}
              autoFocus
            />
          )}
          <Button variant="main" type="submit" busy={enter.isPending}>
            {t('session:signIn')}
          </Button>
        </form>
        {demo && (
          <aside className="flex flex-col gap-2 border border-line border-dashed p-4">
            <p className="font-bold">{t('session:demo')}</p>
            <p className="text-note text-ink-soft">{t('session:demoHint')}</p>
            <ul className="flex flex-wrap gap-1">
              {demoLogins.map((name) => (
                <li key={name}>
                  <Button onPress={() => setLogin(name)} label={`${name}: ${t(`session:demoRole.${name}`)}`}>
                    {t(`session:demoRole.${name}`)}
                  </Button>
                </li>
              ))}
            </ul>
          </aside>
        )}
        <p className="-ml-3">
          <Button variant="quiet" onPress={() => void setLanguage(lang === 'ja' ? 'en' : 'ja')}>
            <span lang={lang === 'ja' ? 'en' : 'ja'}>{lang === 'ja' ? 'English' : '日本語'}</span>
          </Button>
        </p>
      </div>
    </main>
  );
}

/** Why it did not open. An unknown login and a wrong password sound alike on purpose. */
function Refusal({ error, asksCode, tried }: { error: unknown; asksCode: boolean; tried: boolean }) {
  const { t } = useTranslation();
  if (!error) return null;
  const code = error instanceof Problem ? error.code : '';
  // The question for the code is no failure.
  if (code === 'totp_required' && !tried) return null;
  const wrong = code === 'unauthenticated' || code === 'totp_required' || code === 'invalid';
  const { title, hint } = wrong
    ? { title: t(asksCode ? 'session:wrongCode' : 'session:wrong'), hint: '' }
    : problemMessage(t, error);
  return (
    <div role="alert" className="border-bad border-l-4 pl-3">
      <p className="font-bold">{title}</p>
      {hint && <p>{hint}</p>}
    </div>
  );
}
