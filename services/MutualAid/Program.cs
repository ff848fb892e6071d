using OrdreCouncils.MutualAid;
using OrdreCouncils.ServiceDefaults.Retention;

if (args is [RetentionCommand.Verb, ..])
    return await RetentionCommand.RunAsync(args[1..], "mutual-aid", () => MutualAidHost.Build([]), Console.Out, Console.Error);
await MutualAidHost.Build(args).RunAsync();
return 0;
