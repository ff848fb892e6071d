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

        await TextStorm.RunAsync(
            app.App, ["cnom-presse", "cnom-presse-approbateur", "cnom-audit", "medecin-10123456781"],
            new Dictionary<string, string>
            {
                ["phone"] = "01 99 00 12 34", ["email"] = "presse@ordre.example", ["rectifies"] = "", ["subject"] = "physicians/10123456781",
            },
            new DateOnly(2024, 11, 1));
        System.Xml.Linq.XElement.Parse(await app.Public.GetStringAsync("/communiques/feed.atom"));
        Assert.NotEmpty(await app.Public.GetStringAsync("/communiques"));
    }
}
