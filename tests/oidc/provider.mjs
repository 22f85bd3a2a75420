// An identity provider for the tests of signing in: oidc-provider on a port of this machine.
// Whoever PUT /person was told last is who signs in; nobody is asked anything.
import http from "node:http";
import { Provider } from "oidc-provider";

const [port, redirect, secret] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const people = new Map();
let present = "";

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "throughcare",
      client_secret: secret,
      redirect_uris: [redirect],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  cookies: { keys: ["of the tests"] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email");
    await grant.save();
    return grant;
  },
});

async function person(request) {
  let body = "";
  for await (const part of request) body += part;
  const { sub, ...claims } = JSON.parse(body);
  people.set(sub, claims);
  present = sub;
}

const answer = provider.callback();
http
  .createServer(async (request, response) => {
    if (request.url === "/person") {
      await person(request);
      response.end();
    } else if (request.url.startsWith("/interaction/")) {
      await provider.interactionFinished(request, response, { login: { accountId: present } });
    } else {
      answer(request, response);
    }
  })
  .listen(Number(port), "127.0.0.1", () => console.log("ready"));
