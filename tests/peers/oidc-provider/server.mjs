// An outside issuer for the whole-system tests: the certified npm package oidc-provider, with one native public client and people without
// passwords, and an order system that asks for itself with a secret. Loopback only. Prints `listening on http://127.0.0.1:PORT` (that is the issuer) when ready; SIGTERM ends it.
//
//   PEER_PORT                   0 (any free port)
//   PEER_ACCESS_TOKEN_SECONDS   300; short ones force refreshes
//   PEER_REFRESH_DELAY_MS       0-0; from and up to: how long the answer of the token endpoint takes after a refresh token was exchanged
//   PEER_HOSTS                  names beside this machine's own that a resource may have, separated by blanks
//   PEER_PEOPLE                 JSON: [{"sub", "email", "emailVerified"?, "name"}]; sample people if absent
//
// An authorization request whose `login_hint` is a known e-mail address is answered at once, without page, cookie or consent. Without one
// there is a page to pick from. A device's `verification_uri_complete` with `&login_hint=` does the same.
// What the package does by itself and clients have to bear: `offline_access` only with `prompt=consent`; a refresh token used twice ends the
// session; JWT access tokens only for a `resource`; such tokens are no use at the userinfo endpoint, so they carry the e-mail address.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider, { errors, interactionPolicy } from 'oidc-provider';

const CLIENT = 'domicile';
const ORDER_SYSTEM = { client_id: 'orders', client_secret: 'a-secret-of-the-order-system' };
// Those with a dot are the service's own; granted to who asks for them.
const RESOURCE_SCOPE = 'openid profile email offline_access domicile.read domicile.full operator.read operator.catalogue operator.accounts operator.people';
const SAMPLE = [
  { sub: 'peer-7f3a', email: 'ana.costa@oldbridge.example.com', name: 'Ana Costa' },
  { sub: 'peer-19c2', email: 'maria.silva@oldbridge.example.com', name: 'Maria Silva' },
  { sub: 'peer-55d0', email: 'tom.becker@oldbridge.example.com', name: 'Tom Becker' },
  { sub: 'peer-a801', email: 'nora.lindqvist@northwind.example.com', name: 'Nora Lindqvist' },
  { sub: 'peer-0e64', email: 'new.person@elsewhere.example.com', name: 'New Person' },
  { sub: 'peer-c3b9', email: 'piet.jansen@oldbridge.example.com', emailVerified: false, name: 'Unverified Piet' },
];

const people = process.env.PEER_PEOPLE ? JSON.parse(process.env.PEER_PEOPLE) : SAMPLE;
const seconds = Number(process.env.PEER_ACCESS_TOKEN_SECONDS ?? 300);
const [delayFrom, delayTo] = (process.env.PEER_REFRESH_DELAY_MS ?? '0-0').split('-').map(Number);
const byEmail = (email) => people.find((person) => person.email.toLowerCase() === email?.trim().toLowerCase());
const bySub = (sub) => people.find((person) => person.sub === sub);
const hosts = ['127.0.0.1', '[::1]', 'localhost', ...(process.env.PEER_HOSTS ?? '').split(' ').filter(Boolean)];
const isKnown = (resource) => hosts.includes(new URL(resource).hostname);
const emailClaims = (person) => ({ email: person.email, email_verified: person.emailVerified ?? true });

// Everything that was asked for is granted: the tests are about what clients and the service do with it.
async function grantAll(ctx) {
  const { oidc } = ctx;
  const grant = new oidc.provider.Grant({ accountId: oidc.account.accountId, clientId: oidc.client.clientId });
  grant.addOIDCScope('openid profile email offline_access');
  for (const resource of Object.keys(oidc.resourceServers)) {
    grant.addResourceScope(resource, RESOURCE_SCOPE);
  }
  await grant.save();
  return grant;
}

// One thing is asked of a person: who they are.
const policy = interactionPolicy.base();
policy.get('consent').checks.clear();
const login = policy.get('login').checks;
login.filter((check) => check.reason !== 'no_session').forEach((check) => login.remove(check.reason));

const configuration = {
  clients: [{
    client_id: CLIENT,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    // Without a port: any port is taken (RFC 8252, 7.3).
    redirect_uris: ['http://127.0.0.1/callback'],
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    response_types: ['code'],
  }, {
    ...ORDER_SYSTEM,
    token_endpoint_auth_method: 'client_secret_basic',
    redirect_uris: [],
    grant_types: ['client_credentials'],
    response_types: [],
  }],
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  cookies: { keys: [randomUUID()] },
  jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }] },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  ttl: { AccessToken: seconds, IdToken: seconds, AuthorizationCode: 60, DeviceCode: 600, Grant: 86400, RefreshToken: 86400, Session: 86400, Interaction: 600 },
  interactions: { policy, url: (_ctx, interaction) => `/pick/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    resourceIndicators: {
      enabled: true,
      // A client that names its resource once may leave it out afterwards.
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, resource) => {
        if (!isKnown(resource)) throw new errors.InvalidTarget();
        return { scope: RESOURCE_SCOPE, audience: resource, accessTokenTTL: seconds, accessTokenFormat: 'jwt' };
      },
    },
  },
  extraTokenClaims: (ctx, token) => {
    const person = bySub(token.accountId);
    const { AuthorizationCode, DeviceCode, RefreshToken } = ctx.oidc.entities;
    return person && { ...emailClaims(person), auth_time: (AuthorizationCode ?? DeviceCode ?? RefreshToken)?.authTime };
  },
  // Runs before the session is looked at: whoever is named has signed in.
  extraParams: {
    signed_in_by_hint: (ctx) => {
      const person = byEmail(ctx.oidc.params.login_hint);
      if (person && ctx.oidc.route === 'authorization') ctx.oidc.session.loginAccount({ accountId: person.sub });
    },
  },
  loadExistingGrant: grantAll,
  findAccount: (_ctx, sub) => {
    const person = bySub(sub);
    return person && { accountId: sub, claims: () => ({ sub, name: person.name, ...emailClaims(person) }) };
  },
  renderError: (ctx, out) => {
    ctx.type = 'json';
    ctx.body = out;
  },
};

const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function routes(provider) {
  return async (ctx, next) => {
    const uid = /^\/pick\/([\w-]+)$/.exec(ctx.path)?.[1];
    if (uid) {
      const person = bySub(ctx.query.sub);
      if (person) {
        await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: person.sub }, consent: {} }, { mergeWithLastSubmission: false });
        ctx.respond = false;
        return;
      }
      ctx.type = 'html';
      const links = people.map(({ sub, name, email }) => `<li><a href="?sub=${encodeURIComponent(sub)}">${escaped(name)} ${escaped(email)}</a></li>`);
      ctx.body = `<!doctype html><html lang="en"><title>Sign in</title><h1>Who is signing in?</h1><ul>${links.join('')}</ul></html>`;
      return;
    }
    const person = ctx.method === 'GET' && ctx.path === '/device' && byEmail(ctx.query.login_hint);
    if (person) {
      await answerDevice(provider, ctx, person);
      return;
    }
    await next();
  };
}

// What the device page ends with, without the page.
async function answerDevice(provider, ctx, person) {
  const code = await provider.DeviceCode.findByUserCode(String(ctx.query.user_code).replace(/[^a-z0-9]/gi, '').toUpperCase());
  if (!code || code.accountId || code.error) {
    ctx.status = 404;
    ctx.body = 'no device waits with this code\n';
    return;
  }
  const { scope, resource } = code.params;
  const grant = new provider.Grant({ accountId: person.sub, clientId: code.clientId });
  grant.addOIDCScope(scope);
  for (const one of [resource ?? []].flat()) grant.addResourceScope(one, scope);
  const grantId = await grant.save();
  Object.assign(code, { accountId: person.sub, grantId, scope, resource, claims: {}, authTime: Math.floor(Date.now() / 1000) });
  await code.save();
  ctx.body = `signed in as ${person.name}\n`;
}

const server = createServer();
server.listen(Number(process.env.PEER_PORT ?? 0), '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  provider.use(async (ctx, next) => {
    await next();
    const exchanged = delayTo && ctx.status === 200 && ctx.oidc?.params?.grant_type === 'refresh_token';
    if (exchanged) await new Promise((done) => setTimeout(done, delayFrom + Math.random() * (delayTo - delayFrom)));
  });
  provider.use(routes(provider));
  // For tests that have to know how often a token was really exchanged.
  const refreshes = { exchanged: 0, refused: 0 };
  provider.on('grant.success', (ctx) => { refreshes.exchanged += ctx.oidc.params.grant_type === 'refresh_token' ? 1 : 0; });
  provider.on('grant.error', (ctx) => { refreshes.refused += ctx.oidc.params?.grant_type === 'refresh_token' ? 1 : 0; });
  provider.use(async (ctx, next) => {
    if (ctx.path !== '/refreshes') return next();
    ctx.body = refreshes;
  });
  provider.on('server_error', (_ctx, error) => console.error(error));
  server.on('request', provider.callback());
  console.log(`listening on ${issuer}`);
});
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
