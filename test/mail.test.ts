import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smtpMail } from '../api/mail.ts';

/** A post office on loopback (RFC 5321), as far as one letter needs; `refuses` turns everybody away. */
let server: Server;
let url = '';
let refuses = false;
const letters: string[] = [];
beforeAll(async () => {
  server = createServer((socket) => {
    let inLetter = false;
    let letter = '';
    socket.write('220 post.invalid\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (inLetter && line !== '.') letter += `${line}\n`;
        else if (inLetter) {
          inLetter = false;
          letters.push(letter);
          socket.write('250 ok\r\n');
        } else if (/^DATA/i.test(line)) {
          inLetter = true;
          letter = '';
          socket.write('354 go on\r\n');
        } else if (/^RCPT/i.test(line) && refuses) socket.write('550 nobody here\r\n');
        else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const mail = {
  to: 'samira@example.org',
  subject: 'Eén stap voor vandaag',
  text: 'Kijk in je week.',
};

test('a letter goes by SMTP from the host that people know', async () => {
  await smtpMail(url, 'weefsel.example')(mail);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toContain('From: Buurtweefsel <noreply@weefsel.example>');
  expect(letters[0]).toContain('To: samira@example.org');
  expect(letters[0]).toContain('Kijk in je week.');
});

test('one that is refused is an error', async () => {
  refuses = true;
  await expect(smtpMail(url, 'weefsel.example')(mail)).rejects.toThrow();
});
