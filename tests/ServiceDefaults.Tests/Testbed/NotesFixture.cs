using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Testbed;

/// <summary>One running testbed for the tests of a class that leave nothing behind.</summary>
public sealed class NotesFixture : IAsyncLifetime
{
    private ServiceApp? app;

    internal ServiceApp App => app!;

    public async Task InitializeAsync() => app = await NotesHost.StartAsync(SqlEngine.Sqlite);

    public async Task DisposeAsync() => await App.DisposeAsync();
}
