using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;

namespace OrdreCouncils.Tests.MutualAid;

public class TextStormTests
{
    [Theory, Engines]
    public async Task Rpcs_AnyCharacterInAnyField_AreAnswered(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);

        await TextStorm.RunAsync(
            app.Service,
            [MutualAidApp.Referent, MutualAidApp.Instructor, MutualAidApp.Approver, MutualAidApp.Treasurer, "cnom-audit", "medecin-" + Requests.Rpps],
            new Dictionary<string, string> { ["rpps"] = Requests.Rpps, ["subject"] = "physicians/" + Requests.Rpps },
            new DateOnly(Requests.Year, 1, 1));
    }
}
