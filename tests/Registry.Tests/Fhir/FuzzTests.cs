using System.Globalization;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Any query string gets a bundle or an error of the caller (400; 406 for another format), never an error of the server.</summary>
public sealed class FuzzTests
{
    /// <summary>Queries per seed and engine; a hundred thousand in total in a full run.</summary>
    private static readonly int Cases = Storm.Cases(25_000);

    private static readonly string[] Types = ["Practitioner", "PractitionerRole", "Organization"];

    private static readonly string[] Names =
    [
        "_id", "_lastUpdated", "active", "family", "given", "name", "identifier", "identifier-type", "qualification-code", "practitioner", "organization", "role",
        "practitioner.identifier", "practitioner:Practitioner.identifier", "practitioner.family", "practitioner:Practitioner.name", "practitioner.qualification-code",
        "specialty", "organization.name", "organization:Organization.address-city", "organization.address-postalcode", "organization.identifier", "address-city",
        "address-postalcode", "_has:PractitionerRole:practitioner:role", "_has:PractitionerRole:practitioner:active", "_has:PractitionerRole:practitioner:organization",
        "_has:PractitionerRole:practitioner:organization.name", "_has:PractitionerRole:practitioner:organization.address-city",
        "_has:PractitionerRole:organization:practitioner", "_has:PractitionerRole:organization:practitioner.identifier", "_has:", "_count", "_total", "_elements", "_include", "_revinclude", "_format", "_page", "_sort", "",
    ];

    private static readonly string[] Modifiers = ["", "", "", "", ":contains", ":exact", ":missing", ":not", ":"];

    private static readonly string[] Values =
    [
        "a", "e", "DUPONT", "D'É", "%F0%9F%98%80", "%ED%A0%80", "%00", "%", "%%", "'", "\"", "\\", "\\,", ",", ",,", "|", "||", "a|b", "true", "false", "10", "SM53", "L", "0", "1", "50", "200", "-1",
        "99999999999", "10123456781", "810123456781", "https://rpps.esante.gouv.fr|10123456781", "https://rpps.esante.gouv.fr|", "urn:oid:1.2.250.1.71.4.2.1|8", "|8", "2026", "2026-03-15",
        "ge2026-03-15T09:00:00Z", "ap2026", "lt0001", "gt9999-12-31", "2026-02-30", "2026-03-15T25:00:00Z", "ne2026-03-15T09:00:00.123456789+14:00", "sa2026-03-29T02:30:00", "accurate",
        "estimate", "json", "active", "id,meta,name", "PractitionerRole:practitioner", "PractitionerRole:organization", "finess-1", "siret-%C3%A9", "structure-00000000000000000000000000000000",
        "Practitioner/10123456781", "Organization/finess-1", "/", "//", "10123456781-00000000000000000000000000000000", "MQowCjEKCg", "MQoxCjYzOTA5MTE0NDAwMDAwMDAwMAoKZmFtaWx5PWE",
    ];

    [Theory]
    [Engines(1)]
    [Engines(2)]
    public async Task Search_AnyQuery_IsNeverTheServersFault(SqlEngine engine, int seed)
    {
        await using var client = await FhirClient.StartAsync(engine);
        await client.App.ImportAsync((await InventedRegister.BytesAsync(new InventedFile { Physicians = 60 })).Bytes);
        var dice = new Random(seed);
        var answered = new Dictionary<int, int>();
        for (var n = 0; n < Cases; n++)
        {
            var path = $"/fhir/{Pick(dice, Types)}?{Query(dice)}";
            using var response = await client.SendAsync(path, headers: ("Prefer", dice.Next(2) == 0 ? "handling=lenient" : "handling=strict"));

            var status = (int)response.StatusCode;
            Assert.True(status is 200 or 400 || (status == 406 && path.Contains("_format", StringComparison.Ordinal)), $"seed {seed}, case {n}: {status} for {path}");
            answered[status] = answered.GetValueOrDefault(status) + 1;
        }

        // The generator must produce enough valid and enough invalid queries.
        Assert.True(answered.GetValueOrDefault(200) > Cases / 10 && answered.GetValueOrDefault(400) > Cases / 10, string.Join(' ', answered));
    }

    private static string Query(Random dice) => string.Join('&', Enumerable.Range(0, dice.Next(1, 4)).Select(_ =>
    {
        var pair = $"{Pick(dice, Names)}{Pick(dice, Modifiers)}={string.Join(',', Enumerable.Range(0, dice.Next(3) == 0 ? 3 : 1).Select(_ => Mutated(dice, Pick(dice, Values))))}";
        return pair.Replace("\"", "%22", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);
    }));

    private static string Mutated(Random dice, string value)
    {
        if (value.Length == 0 || dice.Next(4) > 0)
            return value;
        var place = dice.Next(value.Length);
        return dice.Next(4) switch
        {
            0 => value[..place],
            1 => value + value,
            2 => value.Insert(place, string.Create(CultureInfo.InvariantCulture, $"%{dice.Next(256):X2}")),
            _ => value.Remove(place, 1),
        };
    }

    private static string Pick(Random dice, string[] some) => some[dice.Next(some.Length)];
}
