using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;

namespace OrdreCouncils.Tests.Discipline;

public class TextStormTests
{
    [Theory, Engines]
    public async Task Rpcs_AnyCharacterInAnyField_AreAnswered(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);

        await TextStorm.RunAsync(
            app.Service,
            [
                "cnom-discipline", "cdom-75", "cdom-75-president", "chambre-ile-de-france", "chambre-nationale", "cnom-audit",
                "medecin-" + DisciplineApp.Doctor75, $"medecin-{DisciplineApp.Doctor75}@own_disciplinary_case",
            ],
            new Dictionary<string, string>
            {
                ["rpps"] = DisciplineApp.Doctor75, ["council"] = "75", ["chamber"] = "ile-de-france", ["subject"] = "physicians/" + DisciplineApp.Doctor75,
            },
            new DateOnly(2026, 3, 1));
    }
}
