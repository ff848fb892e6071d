using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Retention;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Retention;

public sealed class CommandTests
{
    [Theory, OneEngine]
    public async Task DryRun_UnderAConfiguration_PrintsEachTable_AndDeletesNothing(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        var settings = (await TestIdentities.SettingsAsync()).Concat(aged.Bare.Store.Settings).ToDictionary();
        settings["Retention:Outbox"] = "none";
        settings["Retention:Requests"] = "P2Y";
        settings["Audit:KeyFiles:0"] = aged.KeyFile;

        var said = await SaysAsync(0, settings, "--dry-run");

        Assert.Contains("notes", said, StringComparison.Ordinal);
        Assert.Contains("requests             kept P2Y: would delete 24 rows, the oldest of 2022-11-27", said, StringComparison.Ordinal);
        Assert.Contains("outbox               kept for ever", said, StringComparison.Ordinal);
        Assert.Contains("record_accesses      kept P3Y: would delete 24 rows, the oldest of 2022-11-27", said, StringComparison.Ordinal);
        Assert.Contains("audit_entries        kept for ever", said, StringComparison.Ordinal);
        Assert.Equal(AgedStore.Months, await aged.CountAsync("requests"));
        Assert.Equal(AgedStore.Months * 2, await aged.CountAsync("record_accesses"));
        settings.Remove("Audit:KeyFiles:0");
        Assert.Contains("24 rows stay, as Audit:KeyFiles names no key", await SaysAsync(0, settings, "--dry-run"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--now")]
    [InlineData("--dry-run", "registry")]
    public async Task Command_WronglyWritten_SaysHow(params string[] words) =>
        Assert.Contains("usage: retention --dry-run", await SaysAsync(2, [], words), StringComparison.Ordinal);

    private static async Task<string> SaysAsync(int code, Dictionary<string, string?> settings, params string[] words)
    {
        using var output = new StringWriter();
        var clock = new AgedStore.Frozen();
        Assert.Equal(code, await RetentionCommand.RunAsync(
            words, "notes", () => NotesHost.Build([], new HostOverrides { Settings = settings, Clock = clock }), output, output));
        return output.ToString();
    }
}
