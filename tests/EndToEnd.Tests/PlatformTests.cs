using System.Net;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>Plays the demo on the whole platform, started as <c>./run.sh</c> starts it, on each engine.</summary>
public class PlatformTests
{
    [Theory, Engines]
    public async Task Demo_FromImportToAudit_EveryCheckHolds(SqlEngine engine)
    {
        using var folder = new TempFolder();
        using var redis = await RedisServer.StartAsync();
        var logs = new LogSink();
        await using var platform = await TestPlatform.StartAsync(folder, engine, engine == SqlEngine.PostgreSql ? redis.Configuration : "", logs);
        using var voice = new StringWriter();

        var held = await DemoStory.TellAsync(platform, TestPlatform.Console(voice));

        Assert.True(held, voice.ToString());
        Assert.Empty(logs.Errors);
    }

    [Fact]
    public async Task Health_AllServicesReady_IsOk()
    {
        using var folder = new TempFolder();
        await using var platform = await TestPlatform.StartAsync(folder, SqlEngine.Sqlite, "", new LogSink());
        using var http = new HttpClient { BaseAddress = new Uri(platform.HttpAddress) };

        using var health = await http.GetAsync(new Uri("/health", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }
}
