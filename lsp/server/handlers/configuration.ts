// The editor's settings: asked for where it can be asked, or else as it sends them.

import { DidChangeConfigurationNotification } from "vscode-languageserver";
import type { Handler } from "../handler.js";
import { settingsOf } from "../settings.js";
import { memberOf } from "../untyped.js";

const SECTION = "agentpol";

export const configuration: Handler = {
  capabilities: {},
  listen: (connection, session) => {
    const canAsk = (): boolean => session.client.workspace?.configuration === true;
    const ask = async (): Promise<void> => {
      session.settings = settingsOf(await connection.workspace.getConfiguration(SECTION));
    };
    session.onInitialized(async () => {
      if (session.client.workspace?.didChangeConfiguration?.dynamicRegistration === true)
        await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
      if (canAsk()) await ask();
    });
    connection.onDidChangeConfiguration(async ({ settings }) => {
      if (canAsk()) await ask();
      else session.settings = settingsOf(memberOf(settings, SECTION));
    });
  },
};
