using OrdreCouncils.MutualAid;

await MutualAidHost.Build(args).RunAsync();
