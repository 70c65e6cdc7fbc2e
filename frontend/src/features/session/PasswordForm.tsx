import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import { changePassword } from '@/api/session';
import { faultMessage } from '@/i18n/problem';
import { Button } from '@/ui/Button';
import { FailedState } from '@/ui/states';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** The same limit as the server's, to tell it before asking. */
const minLength = 12;

export function PasswordForm({ login, first }: { login: string; first?: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const change = useMutation({
    mutationFn: () => changePassword({ current, next }),
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      setAgain('');
      setAsked(false);
      toast(t('session:passwordChanged'));
      await cache.refetchQueries({ queryKey: ['me'], exact: true });
      void cache.invalidateQueries({ queryKey: ['session', 'list'] });
      if (first) await navigate({ to: '/' });
    },
  });
  const faults = change.error instanceof Problem ? change.error.errors : [];
  const fault = (field: string) => {
    const found = faults.find((x) => x.field === field);
    return found && faultMessage(t, found);
  };
  const required = (value: string) => (asked && !value ? t('problem:rule.required') : undefined);
  const short = asked && next && next.length < minLength ? t('session:passwordShort', { limit: minLength }) : undefined;
  const differs = asked && again !== next ? t('session:passwordDiffers') : undefined;

  const submit = (e: FormEvent) => {
    e.preventDefault();
    setAsked(true);
    if (current && next.length >= minLength && again === next) change.mutate();
  };
  return (
    <form noValidate onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      {/* Lets the browser's password store know whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      {change.error && faults.length === 0 && <FailedState error={change.error} compact />}
      <TextField
        label={t(first ? 'session:passwordTemporary' : 'session:passwordNow')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        error={required(current) ?? fault('current')}
      />
      <TextField
        label={t('session:passwordNext')}
        help={t('session:passwordHelp', { limit: minLength })}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        error={required(next) ?? short ?? fault('next')}
      />
      <TextField
        label={t('session:passwordAgain')}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        error={required(again) ?? differs}
      />
      <span>
        <Button type="submit" variant={first ? 'main' : 'plain'} busy={change.isPending}>
          {t('session:passwordChange')}
        </Button>
      </span>
    </form>
  );
}
