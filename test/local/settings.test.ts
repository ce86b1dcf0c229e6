import { ConfigError, loadConfig } from '../../api/config';
import { PlainError } from '../../local/plain-error';
import { workerService } from '../../local/programs';
import { readSettings } from '../../local/settings';

/** What is thrown, or fails. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

test('npm start tells every wrong variable in one message, what each must be, and none of their values', () => {
  const env = {
    LOG_LEVEL: 'loud',
    SMTP_URL: 'secret',
    DATABASE_URL: 'mysql://root:secret@host/x',
    TEMPORAL_ADDRESS: 'http://secret',
    MAINSTAY_PUBLIC_URL: 'secret',
    MAINSTAY_SESSION_DAYS: 'x',
    MAINSTAY_MAIL_FROM: 'nobody',
    MAINSTAY_PORT: '99999',
  };
  const error = thrownBy(() => readSettings([], env));
  expect(error).toBeInstanceOf(PlainError);
  expect((error as Error).message.split('\n')).toEqual([
    "The configuration can't be used. Correct or unset these and start again:",
    '  MAINSTAY_PORT must be a whole number from 1 to 65523, such as 4000: the first of 13 ports that are used',
    '  DATABASE_URL must be an address, such as postgres://user:password@host:5432/mainstay',
    '  TEMPORAL_ADDRESS must be a host and a port, such as localhost:7233',
    '  SMTP_URL must be an address, such as smtp://host:25',
    '  MAINSTAY_PUBLIC_URL must be an address, such as https://mainstay.example.com',
    '  MAINSTAY_MAIL_FROM must be an e-mail address, such as success@mainstay.example',
    '  MAINSTAY_SESSION_DAYS must be a whole number from 1 to 365, such as 14',
    '  LOG_LEVEL must be one of fatal, error, warn, info, debug, silent',
  ]);
});

test('what npm start decides itself may be set to anything, and empty variables count as unset', () => {
  const env = { MAINSTAY_PORT: 'x', MAINSTAY_WORKER_PORT: 'x', SMTP_URL: '', DATABASE_URL: '', NODE_ENV: '' };
  expect(readSettings(['--port', '5000'], env)).toMatchObject({ ports: { api: 5000 }, external: {} });
});

test('a process of its own misses the database by name', () => {
  const error = thrownBy(() => loadConfig({ MAINSTAY_DATABASE_POOL: '1.5' }));
  expect(error).toBeInstanceOf(ConfigError);
  expect((error as ConfigError).problems).toEqual([
    'DATABASE_URL must be an address, such as postgres://user:password@host:5432/mainstay',
    'MAINSTAY_DATABASE_POOL must be a whole number from 1 to 500, such as 10',
  ]);
});

test('mails come from the company of the sample book, unless the environment names another', () => {
  const settings = readSettings([], {});
  const sender = { company: 'Larkspan', mailFrom: 'success@larkspan.example' };
  expect(workerService(settings, { MAINSTAY_COMPANY: '' }, sender).env).toEqual({
    MAINSTAY_COMPANY: 'Larkspan',
    MAINSTAY_MAIL_FROM: 'success@larkspan.example',
  });
  const own = { MAINSTAY_COMPANY: 'Ours', MAINSTAY_MAIL_FROM: 'us@ours.example' };
  expect(workerService(settings, own, sender).env).toEqual(own);
  expect(workerService(settings, {}).env).toEqual({});
});
