using OrdreCouncils.Registry;
using OrdreCouncils.Registry.Snapshots.Reading;

// A snapshot is read without the service and its database.
if (args is [SnapshotCommand.Verb, ..])
    return await SnapshotCommand.RunAsync(args[1..]);
await RegistryHost.Build(args).RunAsync();
return 0;
