using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Tests.ServiceDefaults.Hosting;

public class MachineDataTests
{
    [Fact]
    public void Check_MachineOfTheTests_HasEverything() => MachineData.Check();

    [Fact]
    public void Check_NoTimeZones_SaysWhatToInstall() =>
        Assert.Contains("tzdata", FaultOf(hasZone: false, normalizes: true), StringComparison.Ordinal);

    [Fact]
    public void Check_NoNormalisation_SaysWhatToInstall() =>
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", FaultOf(hasZone: true, normalizes: false), StringComparison.Ordinal);

    [Fact]
    public void Check_NeitherOfThem_SaysBoth()
    {
        var fault = FaultOf(hasZone: false, normalizes: false);

        Assert.Contains("Europe/Paris", fault, StringComparison.Ordinal);
        Assert.Contains("libicu", fault, StringComparison.Ordinal);
    }

    private static string FaultOf(bool hasZone, bool normalizes) => Assert.Throws<InvalidOperationException>(
        () => MachineData.Check(_ => hasZone, (text, form) => normalizes ? text.Normalize(form) : text)).Message;
}
