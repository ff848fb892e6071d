using OrdreCouncils.Communiques;

await CommuniquesHost.Build(args).RunAsync();
