import { useTranslation } from 'react-i18next';
import type { Step } from '@/api/projects';
import { gateFace, gateWord } from '@/lib/gateSteps';
import { MiniSteps } from '@/ui/MiniSteps';

/** The gates of a project in a table's cell. */
export function MiniStepper({ gates, nextGate }: { gates: readonly Step[]; nextGate: string }) {
  const { t } = useTranslation();
  return (
    <MiniSteps
      separator={t('common:listSeparator')}
      steps={gates.map((g) => ({
        key: g.gate,
        face: gateFace(g, nextGate),
        said: t('projects:gateSaid', { gate: g.gate, word: t(`projects:gateWord.${gateWord(g, nextGate)}`) }),
      }))}
    />
  );
}
