import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import { Problem } from '@/api/problem';
import { beginTotp, confirmTotp, dropTotp } from '@/api/session';
import { faultMessage } from '@/i18n/problem';
import { Button } from '@/ui/Button';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState } from '@/ui/states';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** The second factor: password first, then the code from the app proves that it works. */
export function Totp({ enabled }: { enabled: boolean }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const settle = async (words: string) => {
    setPassword('');
    setCode('');
    await cache.refetchQueries({ queryKey: ['me'], exact: true });
    toast(t(words));
  };
  const begin = useMutation({ mutationFn: () => beginTotp(password) });
  const confirm = useMutation({
    mutationFn: () => confirmTotp(code.trim()),
    onSuccess: async () => {
      await settle('session:totp.on');
      begin.reset();
    },
  });
  const drop = useMutation({ mutationFn: () => dropTotp(password), onSuccess: () => settle('session:totp.off') });
  const failed = confirm.error ?? begin.error ?? drop.error;
  const second = begin.data;

  return (
    <div className="flex max-w-lg flex-col gap-4">
      <p>
        <StatusChip tone={enabled ? 'good' : 'warn'}>
          {t(enabled ? 'session:totp.enabled' : 'session:totp.disabled')}
        </StatusChip>
      </p>
      {second ? (
        <>
          <p className="measure">{t('session:totp.scan')}</p>
          <QrCode text={second.uri} label={t('session:totp.qr')} />
          <p>
            {t('session:totp.secret')}{' '}
            <code className="select-all break-all border border-line px-1">{second.secret}</code>
          </p>
          <form
            className="flex items-end gap-2"
            onSubmit={(e) => {
              e.preventDefault();
              if (code.trim()) confirm.mutate();
            }}
          >
            <TextField
              label={t('session:code')}
              value={code}
              onChange={setCode}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={10}
              error={fieldError(confirm.error, t)}
            />
            <Button type="submit" variant="main" busy={confirm.isPending}>
              {t('session:totp.confirm')}
            </Button>
            <Button onPress={begin.reset}>{t('common:cancel')}</Button>
          </form>
        </>
      ) : (
        <form
          className="flex items-end gap-2"
          onSubmit={(e) => {
            e.preventDefault();
            if (password) (enabled ? drop : begin).mutate();
          }}
        >
          <TextField
            label={t('session:passwordNow')}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            error={fieldError(begin.error ?? drop.error, t)}
          />
          <Button type="submit" busy={begin.isPending || drop.isPending}>
            {t(enabled ? 'session:totp.remove' : 'session:totp.begin')}
          </Button>
        </form>
      )}
      {failed && !fieldError(failed, t) && <FailedState error={failed} compact />}
    </div>
  );
}

const fieldError = (error: unknown, t: Parameters<typeof faultMessage>[0]) => {
  const fault = error instanceof Problem ? error.errors[0] : undefined;
  return fault && faultMessage(t, fault);
};

/** Drawn here: a secret must not travel to anybody's image service. Dark on light in both themes, as scanners want it. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width="192"
      height="192"
      shapeRendering="crispEdges"
      className="qr"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
