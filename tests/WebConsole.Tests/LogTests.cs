namespace OrdreCouncils.Tests.WebConsole;

[Collection(nameof(ConsolePlatform))]
public class LogTests(ConsolePlatform platform)
{
    [Fact]
    public async Task Logs_NameNobodyWhomAPageShowed()
    {
        var physician = await platform.PhysicianAsync("69");
        using var clerk = await platform.BrowserAsync("cdom-69");
        await clerk.GetAsync($"/recherche?q={Uri.EscapeDataString(physician.FamilyName)}");
        await clerk.GetAsync($"/medecins/{physician.Rpps}");
        await clerk.GetAsync($"/medecins/{physician.Rpps}/chronologie");
        Assert.Contains(physician.Rpps, clerk.Text, StringComparison.Ordinal);

        var told = platform.Logs.All.Where(line => line.Contains(physician.Rpps, StringComparison.Ordinal) || line.Contains("recherche?q", StringComparison.Ordinal));
        Assert.Equal([], told);
    }
}
