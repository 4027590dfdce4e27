// Finds credentials by the shapes that their issuers gave them, so that leaked ones can be found.
//
// Each expression begins with letters of its own and repeats one class of signs behind them, so that no text takes more
// than linear time.

import { matchesOf } from "./finding.js";
import type { Range } from "./finding.js";

const SHAPES: readonly RegExp[] = [
  /(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[A-Z0-9]{16,}/g, // AWS access key id
  /aws_?secret_?(?:access_?)?key["']?\s{0,4}[=:]\s{0,4}["']?[A-Za-z0-9/+]{40,}/gi, // AWS secret access key
  /gh[opsru]_[A-Za-z0-9]{36,}/g, // GitHub
  /github_pat_[A-Za-z0-9_]{22,}/g, // GitHub, fine-grained
  /gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-[A-Za-z0-9_-]{20,}/g, // GitLab
  /xox[a-z]-[A-Za-z0-9-]{10,}/g, // Slack
  /xapp-\d-[A-Za-z0-9-]{10,}/g, // Slack, app level
  /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9+/]{20,}/g, // Slack, webhook
  /(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}/g, // Stripe
  /whsec_[A-Za-z0-9+/=]{24,}/g, // Stripe, webhook
  /AIza[A-Za-z0-9_-]{35,}/g, // Google
  /GOCSPX-[A-Za-z0-9_-]{28,}/g, // Google, OAuth client
  /ya29\.[A-Za-z0-9_-]{20,}/g, // Google, OAuth access
  /(?<![A-Za-z0-9])sk-(?=[A-Za-z_-]{0,40}\d)[A-Za-z0-9_-]{20,}/g, // OpenAI, Anthropic, OpenRouter and kin
  /npm_[A-Za-z0-9]{36,}/g, // npm
  /pypi-[A-Za-z0-9_-]{50,}/g, // PyPI
  /hf_[A-Za-z0-9]{34,}/g, // Hugging Face
  /SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/g, // SendGrid
  /do[opr]_v1_[a-f0-9]{64}/g, // DigitalOcean
  /shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/g, // Shopify
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g, // JSON Web Token (RFC 7519)
];

export function findApiKeys(text: string): readonly Range[] {
  return [...SHAPES.flatMap((shape) => matchesOf(text, shape)), ...findPrivateKeys(text)];
}

const header = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const footer = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** A private key in PEM (RFC 7468) or OpenPGP armour, up to its last line; to the end of the text if that is missing. */
function findPrivateKeys(text: string): readonly Range[] {
  const ranges: Range[] = [];
  header.lastIndex = 0;
  for (let found = header.exec(text); found !== null; found = header.exec(text)) {
    footer.lastIndex = header.lastIndex;
    const end = footer.exec(text) === null ? text.length : footer.lastIndex;
    ranges.push({ start: found.index, end });
    header.lastIndex = end;
  }
  return ranges;
}
