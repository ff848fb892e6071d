using OrdreCouncils.ServiceDefaults.Sql;
using Xunit;

namespace OrdreCouncils.Tests.Testing;

/// <summary>What the tests of a class share, once per SQL engine and started at its first use: for tests that leave it as it was.</summary>
public abstract class PerEngine : IAsyncLifetime
{
    private readonly Dictionary<SqlEngine, IAsyncDisposable> started = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var shared in started.Values)
            await shared.DisposeAsync();
    }

    protected abstract Task<IAsyncDisposable> StartAsync(SqlEngine engine);

    // The tests of a class run one after the other.
    protected async Task<IAsyncDisposable> GetAsync(SqlEngine engine) =>
        started.TryGetValue(engine, out var shared) ? shared : started[engine] = await StartAsync(engine);
}
