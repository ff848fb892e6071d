using OrdreCouncils.Registry;
using OrdreCouncils.Registry.Snapshots.Reading;

// The one thing that works without the service: reading a snapshot.
if (args is [SnapshotCommand.Verb, ..])
    return await SnapshotCommand.RunAsync(args[1..]);
await RegistryHost.Build(args).RunAsync();
return 0;
