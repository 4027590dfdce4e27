// The blocks of addresses that `deny [private, metadata]` speaks of.
//
// IPv4 addresses can also be reached through IPv6 translators: each IPv4 block stands here a second time under the
// well-known NAT64 prefix 64:ff9b::/96 (RFC 6052). An address there is never taken for the IPv4 address itself, so that
// a list which permits 10.0.0.0/8 does not permit its translations.

/** Not part of the public internet, or special: IANA's IPv4 special-purpose address registry (RFC 6890), and multicast. */
const PRIVATE_IPV4 = [
  "0.0.0.0/8", // this network (RFC 791); 0.0.0.0 reaches the own machine
  "10.0.0.0/8", // private use (RFC 1918)
  "100.64.0.0/10", // carrier-grade NAT (RFC 6598)
  "127.0.0.0/8", // loopback (RFC 1122)
  "169.254.0.0/16", // link-local (RFC 3927)
  "172.16.0.0/12", // private use (RFC 1918)
  "192.0.0.0/24", // protocol assignments (RFC 6890)
  "192.0.2.0/24", // documentation (RFC 5737)
  "192.88.99.0/24", // 6to4 relays, withdrawn (RFC 7526)
  "192.168.0.0/16", // private use (RFC 1918)
  "198.18.0.0/15", // benchmarking (RFC 2544)
  "198.51.100.0/24", // documentation (RFC 5737)
  "203.0.113.0/24", // documentation (RFC 5737)
  "224.0.0.0/4", // multicast (RFC 5771)
  "240.0.0.0/4", // reserved, and broadcast (RFC 1112, RFC 8190)
];

/** The same of IPv6: IANA's IPv6 special-purpose address registry, multicast, and forms that embed IPv4 addresses. */
const PRIVATE_IPV6 = [
  "::/96", // unspecified, loopback, and IPv4-compatible addresses (RFC 4291)
  "::ffff:0:0:0/96", // IPv4-translated addresses (RFC 2765)
  "64:ff9b:1::/48", // local translation (RFC 8215)
  "100::/64", // discard (RFC 6666)
  "2001::/32", // Teredo, which embeds IPv4 addresses (RFC 4380)
  "2001:2::/48", // benchmarking (RFC 5180)
  "2001:10::/28", // ORCHID, withdrawn (RFC 4843)
  "2001:db8::/32", // documentation (RFC 3849)
  "2002::/16", // 6to4, which embeds IPv4 addresses (RFC 3056)
  "3fff::/20", // documentation (RFC 9637)
  "5f00::/16", // segment routing (RFC 9602)
  "fc00::/7", // unique local (RFC 4193)
  "fe80::/10", // link-local (RFC 4291)
  "fec0::/10", // site-local, withdrawn (RFC 3879)
  "ff00::/8", // multicast (RFC 4291)
];

/** Where clouds hand out credentials to whoever asks from inside, by the clouds' own documentation. */
const METADATA_IPV4 = [
  "100.100.100.200/32", // Alibaba Cloud
  "168.63.129.16/32", // Azure's host ("WireServer")
  "169.254.0.23/32", // Tencent Cloud
  "169.254.42.42/32", // Scaleway
  "169.254.169.254/32", // AWS, Azure, DigitalOcean, Google Cloud, Hetzner, OpenStack, Oracle Cloud
  "169.254.170.2/32", // AWS, credentials of ECS tasks
  "169.254.170.23/32", // AWS, credentials of EKS pods
  "192.0.0.192/32", // Oracle Cloud, classic
];

const METADATA_IPV6 = [
  "fd00:42::42/128", // Scaleway
  "fd00:ec2::23/128", // AWS, credentials of EKS pods
  "fd00:ec2::254/128", // AWS
  "fd20:ce::254/128", // Google Cloud
];

const NAT64_PREFIX = "64:ff9b::";
const NAT64_LENGTH = 96;

function translated(ipv4Block: string): string {
  const [address, length] = ipv4Block.split("/");
  return `${NAT64_PREFIX}${address}/${NAT64_LENGTH + Number(length)}`;
}

/** RFC 1918 and its kin, as CIDR texts: addresses that mean something else, or nothing, on the public internet. */
export const PRIVATE_RANGES: readonly string[] = [
  ...PRIVATE_IPV4,
  ...PRIVATE_IPV6,
  ...PRIVATE_IPV4.map(translated),
];

/** 169.254.169.254 and its kin, as CIDR texts. */
export const METADATA_RANGES: readonly string[] = [
  ...METADATA_IPV4,
  ...METADATA_IPV6,
  ...METADATA_IPV4.map(translated),
];
