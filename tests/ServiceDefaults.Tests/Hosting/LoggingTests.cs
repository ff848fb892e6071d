using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;

namespace OrdreCouncils.Tests.ServiceDefaults.Hosting;

/// <summary>Requests are not logged: paths of HTTP endpoints name persons.</summary>
public class LoggingTests
{
    [Fact]
    public async Task Requests_OfBothPorts_AreNotLogged()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        await (await app.NotesAsync()).DescribeDisciplineAsync(new DescribeDisciplineRequest());
        await app.Http.GetAsync(new Uri("/fhir/Practitioner?family=Inventée", UriKind.Relative));

        Assert.DoesNotContain(app.Logs.All, line => line.Contains("DescribeDiscipline", StringComparison.Ordinal) || line.Contains("Practitioner", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_ConfigurationAsksForThem_AreLogged()
    {
        await using var app = await NotesHost.StartAsync(
            SqlEngine.Sqlite, settings: new Dictionary<string, string?> { ["Logging:LogLevel:Microsoft.AspNetCore"] = "Information" });
        await (await app.NotesAsync()).DescribeDisciplineAsync(new DescribeDisciplineRequest());

        Assert.Contains(app.Logs.All, line => line.Contains("DescribeDiscipline", StringComparison.Ordinal));
    }
}
