using OrdreCouncils.ServiceDefaults.Sql;
using Xunit;

namespace OrdreCouncils.Tests.Testing;

/// <summary>A fixture of a test class, one per SQL engine, started at first use. For tests that do not change it.</summary>
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

    // No lock: xUnit runs the tests of a class one after the other.
    protected async Task<IAsyncDisposable> GetAsync(SqlEngine engine) =>
        started.TryGetValue(engine, out var shared) ? shared : started[engine] = await StartAsync(engine);
}
