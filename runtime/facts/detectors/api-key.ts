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
  /sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,}/g, // Square
  /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/g, // Twilio
  /(?<![A-Za-z0-9_-])key-[0-9a-f]{32}(?![A-Za-z0-9])/g, // Mailgun
  /(?<!\d)\d{8,10}:AA[A-Za-z0-9_-]{33}/g, // Telegram, bot
  /hv[bs]\.[A-Za-z0-9_-]{24,}/g, // HashiCorp Vault
  /dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,}/g, // Docker Hub
  /(?<![A-Za-z0-9])(?:gsk_|xai-|pplx-)[A-Za-z0-9]{40,}/g, // Groq, xAI, Perplexity
  /(?<![A-Za-z0-9])r8_[A-Za-z0-9]{37,}/g, // Replicate
  /glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}/g, // Grafana
  /lin_api_[A-Za-z0-9]{40,}/g, // Linear
  /(?<![A-Za-z0-9])ntn_[A-Za-z0-9]{40,}/g, // Notion
  /figd_[A-Za-z0-9_-]{40,}/g, // Figma
  /PMAK-[a-f0-9]{24}-[a-f0-9]{34}/g, // Postman
  /NRAK-[A-Z0-9]{27,}/g, // New Relic
  /(?<![A-Za-z0-9])dapi[a-f0-9]{32}/g, // Databricks
  /(?<![A-Za-z0-9])dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,}/g, // Doppler
  /pscale_(?:tkn|oauth|pw)_[A-Za-z0-9._=-]{32,}/g, // PlanetScale
  /(?<![A-Za-z0-9])sbp_[a-f0-9]{40}/g, // Supabase
  /rubygems_[a-f0-9]{48}/g, // RubyGems
  /tskey-[a-z]{2,10}-[A-Za-z0-9-]{20,}/g, // Tailscale
  /ATATT3[A-Za-z0-9_=-]{100,}/g, // Atlassian
  /sntr(?:ys|yu)_[A-Za-z0-9+/=_]{40,}/g, // Sentry
  /AGE-SECRET-KEY-1[0-9A-Z]{58}/g, // age
  /AccountKey=[A-Za-z0-9+/]{86}==/g, // Azure Storage
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
