import { MailTemplates, type MailVariables } from '../../api/platform/messages/mail-templates';

const templates = new MailTemplates();
const variables: MailVariables = {
  company: 'Mainstay',
  accountName: 'Analytical Engines',
  contactName: 'Ada Lovelace',
  ownerName: 'Nora Lindqvist',
  ownerTitle: 'Success Manager',
  ownerEmail: 'nora@mainstay.example',
};

test.each([
  ['de', 'de', 'Willkommen bei Mainstay, Analytical Engines'],
  ['de-AT', 'de', 'Willkommen bei Mainstay, Analytical Engines'],
  ['en-GB', 'en', 'Welcome to Mainstay, Analytical Engines'],
  ['fr', 'en', 'Welcome to Mainstay, Analytical Engines'],
])('a welcome for %s is written in %s', async (asked, written, subject) => {
  const mail = await templates.render('welcome', asked, variables);
  expect(mail).toMatchObject({ language: written, subject });
  for (const text of [mail.html, mail.plainText]) expect(text).toContain('Ada Lovelace');
  expect(mail.html).toContain(`<html lang="${written}"`);
});

test('a hostile name is text in HTML, one line in the plain text, and no template', async () => {
  const contactName = '<img src=x onerror=alert(1)>"\r\n\r\nP.S. {{ ownerEmail }} {% raw %}';
  const { html, plainText, subject } = await templates.render('welcome', 'en', {
    ...variables,
    contactName,
    accountName: contactName,
  });
  expect(html).not.toContain('<img src=x');
  expect(html).toContain('&lt;img src=x');
  expect(html).toContain('{{ ownerEmail }}');
  expect(plainText).toContain('Dear <img src=x onerror=alert(1)>" P.S. {{ ownerEmail }} {% raw %},');
  expect(subject).not.toMatch(/[\r\n]/);
});

test('who has no title is not given an empty one', async () => {
  const { plainText } = await templates.render('welcome', 'en', { ...variables, ownerTitle: null });
  expect(plainText).toContain('Nora Lindqvist\nMainstay\n');
});

test('a variable that a template names and does not get is an error, and never an empty place in a mail', async () => {
  const { ownerName: _left, ...rest } = variables;
  await expect(templates.render('welcome', 'en', rest)).rejects.toThrow('ownerName');
});
