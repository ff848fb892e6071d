using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Access;

/// <summary>A process without a complete configuration or access rules does not start.</summary>
public class StartupTests
{
    [Fact]
    public Task Start_RpcWithoutRule_FailsNamingIt() => StartFailsAsync<BareGrpc>("ordre.testbed.v1.BareService.Bare");

    [Fact]
    public Task Start_RpcWithHalfARule_FailsNamingIt() => StartFailsAsync<HalfGrpc>("ordre.testbed.v1.HalfService.Half");

    [Fact]
    public async Task AddContract_ClassThatIsNoContract_Fails()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        var overrides = new HostOverrides { Settings = await SettingsAsync(store) };

        Assert.Throws<InvalidOperationException>(() => NotesHost.Build([], overrides, builder => builder.AddContract<StartupTests>()));
    }

    [Fact]
    public async Task AddContract_EveryCall_IsAnsweredByOneInstance()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        await using var host = NotesHost.Build([], new HostOverrides { Settings = await SettingsAsync(store) });

        Assert.Same(host.Services.GetRequiredService<NotesGrpc>(), host.Services.GetRequiredService<NotesGrpc>());
    }

    [Theory]
    [InlineData("Identity:Authority", "Write the OIDC issuer's address")]
    [InlineData("Identity:Audience", "Write the audience")]
    [InlineData("Database:ConnectionString", "Write 'Data Source=FILE'")]
    public async Task Build_SettingMissing_FailsSayingWhatToWrite(string setting, string remedy)
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        var settings = await SettingsAsync(store);
        settings[setting] = "";

        var exception = Assert.Throws<InvalidOperationException>(() => NotesHost.Build([], new HostOverrides { Settings = settings }));

        Assert.Contains(setting, exception.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Outbox:Lease", "00:00:00", "write 00:00:01 to 01:00:00")]
    [InlineData("Outbox:AttemptLimit", "02:00:00", "write 00:00:00.1 to 01:00:00")]
    [InlineData("Outbox:AttemptLimit", "00:00:30", "write less than Outbox:Lease")]
    [InlineData("Calls:Limit", "-00:00:01", "write 00:00:00.1 to 00:05:00")]
    public async Task Build_SettingOutOfBounds_FailsSayingWhatToWrite(string setting, string value, string remedy)
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        var settings = await SettingsAsync(store);
        settings[setting] = value;

        var exception = Assert.Throws<InvalidOperationException>(() => NotesHost.Build([], new HostOverrides { Settings = settings }));

        Assert.Contains($"{setting}: {remedy}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_SeveralSettingsMissing_NamesThemAll()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        var settings = await SettingsAsync(store);
        settings["Identity:Authority"] = settings["Identity:Audience"] = "";

        var exception = Assert.Throws<InvalidOperationException>(() => NotesHost.Build([], new HostOverrides { Settings = settings }));

        Assert.Contains("Identity:Authority", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Identity:Audience", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_IssuerOverHttp_FailsUnlessAllowed()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        var settings = await SettingsAsync(store);
        settings["Identity:AllowHttp"] = "false";

        var exception = Assert.Throws<InvalidOperationException>(() => NotesHost.Build([], new HostOverrides { Settings = settings }));

        Assert.Contains("Identity:AllowHttp", exception.Message, StringComparison.Ordinal);
    }

    private static async Task StartFailsAsync<T>(string rpc)
        where T : class
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        var overrides = new HostOverrides { Settings = await SettingsAsync(store) };
        await using var host = NotesHost.Build([], overrides, builder => builder.AddContract<T>());

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains(rpc, exception.Message, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string?>> SettingsAsync(TestStore store)
    {
        var settings = await TestIdentities.SettingsAsync();
        foreach (var (key, value) in store.Settings)
            settings[key] = value;
        return settings;
    }
}
