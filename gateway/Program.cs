using OrdreCouncils.Gateway;

await GatewayHost.Build(args).RunAsync();
