using OrdreCouncils.Registry;
using OrdreCouncils.Registry.Snapshots.Reading;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Retention;

// A snapshot and a copy of the audit log are read without the service and its database.
if (args is [SnapshotCommand.Verb, ..])
    return await SnapshotCommand.RunAsync(args[1..]);
if (args is [AuditCommand.Verb, ..])
    return await AuditCommand.RunAsync(args[1..], Console.Out, Console.Error);
if (args is [RetentionCommand.Verb, ..])
    return await RetentionCommand.RunAsync(args[1..], "registry", () => RegistryHost.Build([]), Console.Out, Console.Error);
await RegistryHost.Build(args).RunAsync();
return 0;
