using OrdreCouncils.Discipline;

await DisciplineHost.Build(args).RunAsync();
