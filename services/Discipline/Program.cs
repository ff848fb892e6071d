using OrdreCouncils.Discipline;
using OrdreCouncils.ServiceDefaults.Retention;

if (args is [RetentionCommand.Verb, ..])
    return await RetentionCommand.RunAsync(args[1..], "discipline", () => DisciplineHost.Build([]), Console.Out, Console.Error);
await DisciplineHost.Build(args).RunAsync();
return 0;
