using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

public class ReadMatrixTests
{
    [Theory, Engines]
    public async Task Rpcs_ByEachRole_LeaveAnEntryOfEachPersonShown(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var app = await DisciplineApp.StartAsync(store);
        var matrix = app.Service.Recorder = new ReadMatrix();
        var shown = await AccessLogTests.ReadAsync(app);

        await matrix.HoldAsync(
            app.Service, AccessLogTests.Services, AccessLogTests.Changes,
            ["cdom-75", "cdom-75-president", "chambre-ile-de-france", "chambre-nationale", "cnom-discipline", $"medecin-{DisciplineApp.Doctor75}@own_disciplinary_case"],
            new[] { DisciplineApp.Doctor62, DisciplineApp.Doctor75, DisciplineApp.Colleague75, DisciplineApp.Doctor81 }
                .ToDictionary(rpps => rpps, rpps => $"physicians/{rpps}"));
        Assert.NotEmpty(shown);
    }
}
