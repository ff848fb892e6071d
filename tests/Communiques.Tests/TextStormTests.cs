using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;

namespace OrdreCouncils.Tests.Communiques;

public class TextStormTests
{
    [Theory, Engines]
    public async Task Rpcs_AnyCharacterInAnyField_AreAnsweredAndThePagesShow(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);

        var counts = await TextStorm.RunAsync(
            app.App, ["cnom-presse", "cnom-presse-approbateur", "cnom-audit", "medecin-10123456781"],
            new Dictionary<string, string>
            {
                ["phone"] = "01 99 00 12 34", ["email"] = "presse@ordre.example", ["rectifies"] = "", ["subject"] = "physicians/10123456781",
            },
            new DateOnly(2024, 11, 1), Storm.Cases(20_000), seed: 20261126);

        Assert.True(counts.GetValueOrDefault(StatusCode.OK) > 0 && counts.GetValueOrDefault(StatusCode.InvalidArgument) > 0, string.Join(", ", counts));
        System.Xml.Linq.XElement.Parse(await app.Public.GetStringAsync("/communiques/feed.atom"));
        Assert.NotEmpty(await app.Public.GetStringAsync("/communiques"));
    }
}
