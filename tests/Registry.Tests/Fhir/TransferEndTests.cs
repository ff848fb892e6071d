using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Anne leaves council 75 for another council on 15 March 2026 and does not apply there: she may practise until Wednesday 15 April.</summary>
public sealed class TransferEndTests
{
    private const string Practitioner = "/fhir/Practitioner/" + RegisterFile.Anne;
    private static readonly DateOnly LastDay = new(2026, 4, 15);

    [Theory, Engines]
    public async Task Transfer_TheMonthIsOver_IsAnotherVersionOfThatDay(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine, new RegisterFile().Line());
        await TurnAsync(client);
        await (await client.App.RegistrationsAsync()).RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = RegistryApp.NewId(),
            Rpps = RegisterFile.Anne,
            Ground = FactGround.TransferOut,
            EffectiveOn = RegistryApp.Today.ToProto(),
        });
        client.App.GoTo(LastDay);
        await TurnAsync(client);
        var (person, role) = (await client.GetAsync(Practitioner), await RoleAsync(client));
        Assert.Empty(await client.IdsAsync("/fhir/Practitioner?_lastUpdated=ge2026-04-16"));

        client.App.GoTo(LastDay.AddDays(1));
        // The answers are the same before and after the day-turn work has run.
        for (var turned = 0; turned < 2; turned++)
        {
            var (personAfter, roleAfter) = (await client.GetAsync(Practitioner), await RoleAsync(client));
            Assert.NotEqual(Version(person), Version(personAfter));
            Assert.NotEqual(Version(role), Version(roleAfter));
            Assert.NotEqual(person.ToJsonString(), personAfter.ToJsonString());
            Assert.Equal([RegisterFile.Anne], await client.IdsAsync("/fhir/Practitioner?_lastUpdated=ge2026-04-16"));
            Assert.Equal([(string)role["id"]!], await client.IdsAsync("/fhir/PractitionerRole?_lastUpdated=ge2026-04-16"));
            await TurnAsync(client);
        }
    }

    private static async Task<JsonNode> RoleAsync(FhirClient client) =>
        (await client.AllAsync($"/fhir/PractitionerRole?practitioner={RegisterFile.Anne}")).Single();

    private static Task TurnAsync(FhirClient client) => client.App.App.Host.Services.GetRequiredService<DayTurn>().RunOnceAsync(default);

    private static string? Version(JsonNode resource) => (string?)resource["meta"]!["versionId"];
}
