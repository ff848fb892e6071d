using Firely.Fhir.Validation;
using Hl7.Fhir.Specification.Source;
using Hl7.Fhir.Specification.Terminology;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Checks one answer of each kind against the definitions of FHIR R4: invariants and value sets, which <see cref="FhirOracle"/> does not
/// check.</summary>
public sealed class ValidityTests
{
    [Fact]
    public async Task Answer_OfEachKind_KeepsTheInvariantsOfR4()
    {
        var definitions = new CachedResolver(ZipSource.CreateValidationSource());
        // The definitions do not include the national profiles that resources name.
        var validator = new Validator(
            definitions,
            LocalTerminologyService.CreateDefaultForCore(definitions),
            null,
            new ValidationSettings { SelectValidationProfiles = (_, _, _, _) => [] });
        await using var client = await FhirClient.StartAsync(SqlEngine.Sqlite, new RegisterFile().Line().Line(RegisterFile.Jean, "AUTRE", "JEAN"));
        await client.App.SanctionAsync(RegisterFile.Anne, RestrictingSanction.BanFromPractice, new(2026, 3, 15), new(2026, 3, 31));
        var role = Assert.Single(await client.AllAsync($"/fhir/PractitionerRole?practitioner={RegisterFile.Anne}"));

        foreach (var path in new[]
        {
            "metadata", $"Practitioner/{RegisterFile.Anne}", $"PractitionerRole/{role["id"]}", (string)role["organization"]!["reference"]!,
            "Practitioner?_count=1&_revinclude=PractitionerRole:practitioner", "PractitionerRole?_include=PractitionerRole:organization&_total=accurate",
            "Organization", "Practitioner/1", "Practitioner?_sort=x",
        })
        {
            using var response = await client.SendAsync("/fhir/" + path);
            var outcome = validator.Validate(FhirOracle.Read(await response.Content.ReadAsStringAsync()));
            Assert.True(outcome.Success, $"{path}: {outcome}");
        }
    }
}
