using OrdreCouncils.Communiques;
using OrdreCouncils.ServiceDefaults.Retention;

if (args is [RetentionCommand.Verb, ..])
    return await RetentionCommand.RunAsync(args[1..], "communiques", () => CommuniquesHost.Build([]), Console.Out, Console.Error);
await CommuniquesHost.Build(args).RunAsync();
return 0;
