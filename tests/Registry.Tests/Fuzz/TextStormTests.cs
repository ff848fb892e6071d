using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;

namespace OrdreCouncils.Tests.Registry.Fuzz;

public sealed class TextStormTests
{
    [Theory, Engines]
    public async Task Rpcs_AnyCharacterInAnyField_AreAnswered(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(RegisterFile.Jean, "TEMOIN", "JEAN", department: "13", postalCode: "13001"));

        await TextStorm.RunAsync(
            app.App,
            ["cnam", "cdom-75", "cdom-75-president", "cdom-75-president@practitioner_health", "formation-ile-de-france@practitioner_health", "formation-nationale@practitioner_health", "cnom-registre", "cnom-audit", "svc-discipline", "svc-registry", "svc-mutual-aid", "medecin-" + RegisterFile.Anne],
            new Dictionary<string, string>
            {
                ["rpps"] = RegisterFile.Anne, ["kept"] = RegisterFile.Anne, ["merged"] = RegisterFile.Jean,
                ["first"] = RegisterFile.Anne, ["second"] = RegisterFile.Jean,
                ["council"] = "75", ["specialty"] = "SM54", ["specialties"] = "SM54", ["mode"] = "L", ["name"] = "", ["municipality"] = "Paris", ["sex"] = "F",
                ["url"] = "https://partenaire.example/changements", ["secret"] = "whsec_" + Convert.ToBase64String(new byte[32]),
                ["subject"] = "physicians/" + RegisterFile.Anne,
            },
            new DateOnly(2026, 3, 1), whole: 40_000, echo: "ordre.registry.v1.VerificationAnswer.rpps");
    }
}
