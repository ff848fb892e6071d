using OrdreCouncils.Registry;

await RegistryHost.Build(args).RunAsync();
