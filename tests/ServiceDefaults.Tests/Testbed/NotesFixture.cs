using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Testbed;

/// <summary>A running testbed shared by tests that leave no data behind.</summary>
public sealed class NotesFixture : IAsyncLifetime
{
    private ServiceApp? app;

    internal ServiceApp App => app!;

    public async Task InitializeAsync() => app = await NotesHost.StartAsync(SqlEngine.Sqlite);

    public async Task DisposeAsync() => await App.DisposeAsync();
}
