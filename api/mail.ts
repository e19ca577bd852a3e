import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}
/** Throws when it could not be sent. */
export type SendMail = (mail: Mail) => Promise<void>;

/** Sends by SMTP, from noreply at a host. */
export function smtpMail(url: string, host: string): SendMail {
  const transport = createTransport(url);
  return async (mail) => {
    await transport.sendMail({ from: `Buurtweefsel <noreply@${host}>`, ...mail });
  };
}
